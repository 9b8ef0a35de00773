"""What a visitor said of a page or of a service: anonymous, never changed."""

from django.db import models
from django.db.models import Q


class Feedback(models.Model):
    kind = models.CharField(max_length=8)
    subject = models.CharField(max_length=300, help_text="Path without language, or the key of a service")
    language = models.CharField(max_length=5, default="it")
    stars = models.PositiveSmallIntegerField()
    aspect = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "subject", "-id"], name="feedback_subject")]
        constraints = [models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="feedback_stars")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.stars}"
