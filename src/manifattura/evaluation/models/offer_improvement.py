"""A sitting in which those who offered the same on a lot may offer better: convened, held once, or annulled with the reason."""

from django.db import models


class OfferImprovement(models.Model):
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    round = models.ForeignKey("calls.CallRound", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="Within the call")
    announcement = models.JSONField(help_text="manifattura-improvement/1: lots, equal offers, applicants")
    sha256 = models.CharField(max_length=64, help_text="Of the announcement in canonical JSON")
    sitting_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    convened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    convened_at = models.DateTimeField(db_default=models.functions.Now())
    offers = models.JSONField(default=list, help_text="Lot, applicant, amount: the slips that were opened")
    attended = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    held_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    annulled_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    annulled_at = models.DateTimeField(null=True, blank=True)
    annulled_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="improvement_number_once"),
            models.UniqueConstraint(
                fields=["call", "round"],
                condition=models.Q(annulled_at=None),
                name="one_improvement_per_round",
            ),
            models.CheckConstraint(
                condition=models.Q(annulled_at=None) | models.Q(held_at=None),
                name="a_held_improvement_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} improvement {self.number}"

    @property
    def audit_type(self) -> str:
        return "offer_improvement"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"seduta {self.number} per migliorare le offerte uguali del bando {self.call_id}"
