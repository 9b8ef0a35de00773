"""Works at the tenant's charge: estimate, approval, tests; only then they are set off against the rent."""

from django.db import models
from django.db.models import Q


class AgreementWorks(models.Model):
    agreement = models.OneToOneField("spaces.Agreement", on_delete=models.PROTECT, related_name="works")
    text = models.TextField()
    estimate = models.DecimalField(max_digits=12, decimal_places=2)
    share = models.DecimalField(max_digits=5, decimal_places=2, default=100)
    approved = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_how = models.CharField(max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    tested = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    tested_on = models.DateField(null=True, blank=True)
    tested_how = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="works_in_order",
                condition=(Q(done_on=None) | Q(approved_on__isnull=False))
                & (Q(tested_on=None) | Q(done_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.estimate}"
