"""An answer that was sealed, as the opening found it; with its secret anybody can close it again and compare."""

from django.db import models


class OpenedAnswer(models.Model):
    """Written once, at the opening; `value` is null where the envelope could not be opened."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="opened_answers"
    )
    field_key = models.CharField(max_length=90)
    attachment = models.OneToOneField(
        "applications.Attachment", null=True, blank=True, on_delete=models.PROTECT, related_name="opened"
    )
    """The sealed file that the envelope has the key of; then `value` says its name, type, size, digest and key."""
    value = models.JSONField(null=True)
    secret = models.CharField(max_length=43, blank=True)
    opened_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "field_key"],
                condition=models.Q(attachment=None),
                name="answer_opened_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.field_key}"
