"""The request to accept the grant, sent to each funded applicant, and how it ended."""

from django.db import models


class Acceptance(models.Model):
    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="acceptances"
    )
    ranking = models.ForeignKey(
        "evaluation.Ranking",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The version that grants the money",
    )
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    lots = models.CharField(
        max_length=600, blank=True, help_text="Which lots, where the call has lots: their keys"
    )
    moved = models.BooleanField(default=False, help_text="Asked again: other lots had been accepted")
    requested = models.DecimalField(max_digits=14, decimal_places=2)
    asked_at = models.DateTimeField(db_default=models.functions.Now())
    notice_ref = models.CharField(max_length=60, blank=True, help_text="Empty until the request was sent")
    term_id = models.BigIntegerField(null=True, blank=True, help_text="The term that runs (calls.Term)")
    extended_at = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=16, blank=True, help_text="Empty while it waits")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(outcome=""), name="one_waiting_acceptance"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.amount} {self.outcome}"

    @property
    def is_partial(self) -> bool:
        return self.amount < self.requested

    @property
    def audit_type(self) -> str:
        return "acceptance"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"accettazione della domanda {self.application_id}"
