"""An officer who holds a share of a call's sealing key; the share itself lies here only as their envelope (ADR 0021)."""

from django.db import models


class KeyHolder(models.Model):
    """`public_key` answers to a code that only the officer keeps; `share` is closed to it when the call is published."""

    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="key_holders")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="Number of the share")
    public_key = models.CharField(max_length=43, blank=True)
    given_at = models.DateTimeField(null=True, blank=True, help_text="When the code was shown, once")
    kept_at = models.DateTimeField(
        null=True, blank=True, help_text="When the officer wrote it again: they have kept it"
    )
    share = models.JSONField(null=True, blank=True, help_text="The share, closed to the officer's key")

    class Meta:
        ordering = ["call_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="key_holder_once"),
            models.UniqueConstraint(fields=["call", "number"], name="key_share_once"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.number}"
