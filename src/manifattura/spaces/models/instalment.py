"""What is due under an agreement and when, the index that changes it from a year on."""

from django.db import models
from django.db.models import F, Q


class Instalment(models.Model):
    agreement = models.ForeignKey("spaces.Agreement", on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    due_on = models.DateField()
    rent = models.DecimalField(max_digits=12, decimal_places=2)
    offset = models.DecimalField(max_digits=12, decimal_places=2, default=0, help_text="Works set off")
    reason = models.CharField(max_length=12)
    paid_on = models.DateField(null=True, blank=True)
    payment = models.CharField(max_length=120, blank=True, help_text="Number of the payment, or how")
    recorded_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["agreement", "number"]
        indexes = [models.Index(fields=["due_on"], name="instalment_due", condition=Q(paid_on=None))]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="instalment_once"),
            models.CheckConstraint(
                name="instalment_sane", condition=Q(offset__gte=0) & Q(rent__gte=F("offset"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.number}"


class RentIndex(models.Model):
    """The variation of the index by which the rent changes from the contract's year on (0 is the first)."""

    agreement = models.ForeignKey("spaces.Agreement", on_delete=models.PROTECT, related_name="indices")
    year = models.PositiveSmallIntegerField()
    percent = models.DecimalField(max_digits=6, decimal_places=3)
    source = models.CharField(max_length=200)
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["agreement", "year"]
        constraints = [models.UniqueConstraint(fields=["agreement", "year"], name="rent_index_once")]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.year} {self.percent}"
