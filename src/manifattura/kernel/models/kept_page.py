"""Public pages kept for all web processes, and the transactions that changed what public pages show."""

from django.db import models


class KeptPage(models.Model):
    """One answer, the same for everybody; not written to the log of the database: it can always be made again."""

    key = models.CharField(max_length=64, primary_key=True, help_text="Digest of address, host and code")
    snapshot = models.TextField(help_text="pg_current_snapshot() before the page was made")
    expires_at = models.DateTimeField()
    headers = models.JSONField()
    body = models.BinaryField()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key


class PublicChange(models.Model):
    """Written by triggers (`kernel.public_changes`): pages made before this transaction was visible are over."""

    transaction_id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["transaction_id"]

    def __str__(self) -> str:
        return str(self.transaction_id)
