"""The draft of the scoring grid: groups, criteria, bonuses, flags, tie-breakers, reserves."""

from django.db import models

from .ordered import CallPart


class CriteriaGroupDraft(CallPart):
    title = models.CharField(max_length=160)
    min = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class CriterionDraft(CallPart):
    group = models.ForeignKey(
        CriteriaGroupDraft, null=True, blank=True, on_delete=models.SET_NULL, related_name="criteria"
    )
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    max = models.DecimalField(max_digits=9, decimal_places=3)
    min = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    method = models.JSONField(null=True, blank=True, help_text="`scoring.Method`; empty: the committee")
    above_zero = models.BooleanField(default=False)
    lower_only = models.BooleanField(default=False)
    second_phase = models.BooleanField(default=False)
    per_lot = models.BooleanField(default=False)

    class Meta(CallPart.Meta):
        pass


class CriterionPartDraft(CallPart):
    criterion = models.ForeignKey(CriterionDraft, on_delete=models.CASCADE, related_name="parts")
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    max = models.DecimalField(max_digits=9, decimal_places=3)
    method = models.JSONField(null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class UpliftDraft(CallPart):
    title = models.CharField(max_length=200)
    flag = models.CharField(max_length=40)
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    of = models.CharField(max_length=40, blank=True)

    class Meta(CallPart.Meta):
        pass


class SubRankingDraft(CallPart):
    title = models.CharField(max_length=200)
    flag = models.CharField(max_length=40)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    returns = models.BooleanField(default=True)
    spills = models.BooleanField(default=True)
    receives = models.BooleanField(default=False)
    threshold_times = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class BonusDraft(CallPart):
    title = models.CharField(max_length=200)
    points = models.DecimalField(max_digits=9, decimal_places=3)
    when = models.JSONField(null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class FlagDraft(CallPart):
    title = models.CharField(max_length=200)
    when = models.JSONField()

    class Meta(CallPart.Meta):
        pass


class TieBreakerDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="tie_breakers")
    position = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=12)
    ref = models.CharField(max_length=80, blank=True)
    seed_rule = models.CharField(max_length=300, blank=True)
    higher = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.by} {self.ref}"


class ReserveDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="reserves")
    position = models.PositiveSmallIntegerField(default=0)
    flag = models.CharField(max_length=40)
    title = models.CharField(max_length=160, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "flag"], name="reserve_once")]

    def __str__(self) -> str:
        return self.flag


class PrecedenceDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="precedences")
    position = models.PositiveSmallIntegerField(default=0)
    flag = models.CharField(max_length=40)
    title = models.CharField(max_length=160, blank=True)
    last = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "flag"], name="precedence_once")]

    def __str__(self) -> str:
        return self.flag


class AreaRuleDraft(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="area_rules")
    position = models.PositiveSmallIntegerField(default=0)
    flag = models.CharField(max_length=40)
    title = models.CharField(max_length=160, blank=True)
    most = models.PositiveIntegerField(null=True, blank=True)
    most_amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    least = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["call", "flag"], name="area_rule_once")]

    def __str__(self) -> str:
        return self.flag
