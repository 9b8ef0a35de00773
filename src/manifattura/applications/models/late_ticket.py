"""The ticket of a refused sending that a submission used to count as in time."""

from django.db import models


class LateTicket(models.Model):
    """Written once, with its submission. The submission's own instant is that of the refusal; `accepted_at` is when it came."""

    submission = models.OneToOneField(
        "applications.Submission", on_delete=models.PROTECT, related_name="late_ticket"
    )
    ticket_sha256 = models.CharField(max_length=64, unique=True)
    refused_at = models.DateTimeField()
    accepted_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["accepted_at"]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.refused_at.isoformat()}"
