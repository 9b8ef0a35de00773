"""Who leaves a ranking after the scoring: withdrawn, declined, forfeited, excluded late; written once."""

from django.db import models


class Departure(models.Model):
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="departure"
    )
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    reason = models.TextField()
    act_number = models.CharField(max_length=40, blank=True)
    act_on = models.DateField(null=True, blank=True)
    rescore = models.BooleanField(
        default=False, help_text="The act orders that scores are computed as if it had never been there"
    )
    rescore_reason = models.TextField(blank=True)
    by_applicant = models.BooleanField()
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["left_at", "id"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.kind}"

    @property
    def audit_type(self) -> str:
        return "departure"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"uscita della domanda {self.application_id}"
