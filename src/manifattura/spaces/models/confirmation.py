"""The owner is asked whether a card still holds: one row each time, with a link that only they have."""

from django.db import models
from django.db.models import Q


class Confirmation(models.Model):
    space = models.ForeignKey("spaces.Space", on_delete=models.CASCADE, related_name="confirmations")
    token = models.CharField(max_length=40, unique=True)
    asked_on = models.DateField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    holds = models.BooleanField(
        null=True, blank=True, help_text="Null until answered; False: something changed"
    )
    report = models.ForeignKey(
        "spaces.SpaceReport",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What the owner wrote, for the office to settle",
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="confirmation_answered",
                condition=Q(answered_at__isnull=True, holds__isnull=True)
                | Q(answered_at__isnull=False, holds__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.asked_on}"
