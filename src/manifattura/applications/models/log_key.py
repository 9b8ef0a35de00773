"""The public keys of the proof log. Written once."""

from django.db import models


class LogKey(models.Model):
    """A public key of the log and since when it signs; the private one is in the keys folder."""

    public_key = models.CharField(max_length=44, unique=True)
    since = models.DateTimeField()
    statement = models.TextField(help_text="Canonical JSON: the key, since when, which one it replaces")
    signature = models.CharField(max_length=88, help_text="Of the statement, by this key")
    replaced_signature = models.CharField(
        max_length=88, blank=True, help_text="Of the statement, by the key it replaces; empty for the first"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.public_key
