"""A day without terms that the city adds to its holidays: one day of one year, with the act that decided it."""

from django.db import models
from django.db.models import Q


class ClosingDay(models.Model):
    """Only the withdrawal is written later (trigger); a withdrawn day counts again."""

    on = models.DateField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=200)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(db_default=models.functions.Now(), editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["on"], condition=Q(withdrawn_at=None), name="closing_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"
