"""The harmonisation round: a member confirms their marks on a bid, or changes them once with a reason; both stay."""

from django.db import models


class Harmonisation(models.Model):
    """A member's word on one of their sheets, said once (trigger)."""

    sheet = models.OneToOneField("evaluation.Sheet", on_delete=models.PROTECT, related_name="harmonisation")
    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.made_at}"


class HarmonisedMark(models.Model):
    """A mark that changed: it counts instead of the individual one, which is kept."""

    harmonisation = models.ForeignKey(Harmonisation, on_delete=models.PROTECT, related_name="marks")
    criterion_key = models.CharField(max_length=90)
    coefficient = models.DecimalField(max_digits=7, decimal_places=6)
    reason = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["harmonisation", "criterion_key"], name="harmonised_once"),
            models.CheckConstraint(
                condition=models.Q(coefficient__gte=0) & models.Q(coefficient__lte=1), name="harmonised_0_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_key} {self.coefficient}"
