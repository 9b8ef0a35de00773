"""What a person read again and may send: frozen beforehand, so that sending itself only has to number it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class PreparedSubmission(models.Model):
    """Goes as soon as anything it was made from changes (triggers on answers, files, declarations, application)."""

    application = models.OneToOneField(
        "applications.Application", primary_key=True, on_delete=models.CASCADE, related_name="prepared"
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    mandate = models.ForeignKey(
        "organisations.Mandate",
        on_delete=models.CASCADE,
        related_name="+",
        help_text="By which the person sends: checked again when it is sent",
    )
    between_sessions = models.BooleanField(help_text="Sent between two sessions it counts for the next")
    stamps = ArrayField(
        models.CharField(max_length=14), default=list, help_text="Numbers that the sending takes"
    )
    on_behalf_label = models.CharField(max_length=200, help_text="The firm, for the audit trail")
    payload = models.TextField(help_text="Canonical JSON, as it will be hashed and stored")
    payload_sha256 = models.CharField(max_length=64)
    prepared_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["application"]

    def __str__(self) -> str:
        return f"{self.application_id} {self.payload_sha256[:8]}"
