"""The right of pre-emption on a lot: who has it, what it was asked to match and by when, what became of it."""

from django.db import models
from django.db.models import Q

from ..domain.preemptions import RightOutcome


class Preemption(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    lot_key = models.CharField(max_length=64)
    application = models.ForeignKey(
        "applications.Application",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="None: nobody who asks for the lot has the right",
    )
    reason = models.CharField(max_length=500, help_text="How the office found out who has it")
    price = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="The offer to match, EUR"
    )
    until = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=models.functions.Now())
    outcome = models.CharField(
        max_length=10,
        default=RightOutcome.ASKED,
        choices=[(one.value, one.value) for one in RightOutcome],
    )
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When the answer arrived")
    how = models.CharField(max_length=500, blank=True, help_text="How it arrived, or why it was annulled")
    settled_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "lot_key"],
                condition=~Q(outcome=RightOutcome.ANNULLED),
                name="one_preemption_per_lot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.lot_key}"

    @property
    def audit_type(self) -> str:
        return "preemption"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"prelazione sul lotto {self.lot_key} del bando {self.call_id}"
