"""The opening of a call's sealed envelopes: shares given one after the other, then one irreversible act (ADR 0021)."""

from django.db import models


class GivenShare(models.Model):
    """A share given for the opening; until the last one comes it waits closed to each of the other holders."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    holder = models.OneToOneField("calls.KeyHolder", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(db_default=models.functions.Now())
    closed = models.JSONField(help_text="Holder → the share, closed to their key; never in clear")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.holder_id}"


class EnvelopeOpening(models.Model):
    """Written once: when, by whose shares, how many envelopes, and the digest of what came out."""

    call = models.OneToOneField("calls.Call", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(db_default=models.functions.Now())
    opened_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    given_by = models.JSONField(help_text="Audit ids of the officers who gave a share, in order")
    applications = models.PositiveIntegerField()
    envelopes = models.PositiveIntegerField()
    unreadable = models.PositiveIntegerField(default=0)
    result_sha256 = models.CharField(max_length=64, help_text="Of every opened answer with its secret")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.opened_at}"
