"""Checks by sample on what applicants declared: the list is fixed first, then the seed, then the outcomes."""

from django.db import models


class SampleCheck(models.Model):
    """`identifiers` are the neutral codes that took part, fixed with their digest before the seed exists."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    population = models.CharField(max_length=12)
    percent = models.PositiveSmallIntegerField()
    identifiers = models.JSONField()
    identifiers_sha256 = models.CharField(max_length=64)
    seed_rule = models.CharField(max_length=300, help_text="Which public value, of which day")
    seed_on = models.DateField(help_text="The day from which the value exists")
    announced_at = models.DateTimeField(db_default=models.functions.Now())
    announced_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=200, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.population} {self.percent} %"

    @property
    def audit_type(self) -> str:
        return "sample_check"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"controllo a campione {self.pk} del bando {self.call_id}"


class CheckedApplication(models.Model):
    """One application under check; `version` grows at each change, so that two officers do not overwrite each other."""

    sample = models.ForeignKey(SampleCheck, on_delete=models.PROTECT, related_name="checked")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8)
    doubt = models.TextField(blank=True, help_text="Which doubt, where the reason is one")
    result = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True, help_text="What was compared with what")
    checked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sample", "application"], name="checked_once")]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.application_id}"
