"""The draft of the scoring grid: groups, criteria, bonuses, flags, tie-breakers, reserves."""

from django.db import models

from .ordered import CallPart


class CriteriaGroupDraft(CallPart):
    title = models.CharField(max_length=160)
    min = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class CriterionDraft(CallPart):
    group = models.ForeignKey(
        CriteriaGroupDraft, null=True, blank=True, on_delete=models.SET_NULL, related_name="criteria"
    )
    title = models.CharField(max_length=200)
    guidance = models.TextField(blank=True)
    max = models.DecimalField(max_digits=8, decimal_places=2)
    min = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    class Meta(CallPart.Meta):
        pass


class BonusDraft(CallPart):
    title = models.CharField(max_length=200)
    points = models.DecimalField(max_digits=8, decimal_places=2)
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
    ref = models.CharField(max_length=40, blank=True)
    seed_rule = models.CharField(max_length=300, blank=True)

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
