"""A sitting in which those who offered the same on a lot may offer better: convened, held once, or annulled with the reason."""

from django.db import models

from .public_sitting import PublicSitting


class OfferImprovement(PublicSitting):
    announcement = models.JSONField(help_text="manifattura-improvement/1: lots, equal offers, applicants")
    offers = models.JSONField(default=list, help_text="Lot, applicant, amount: the slips that were opened")

    class Meta(PublicSitting.Meta):
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
