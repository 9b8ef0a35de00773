"""To whom a message goes by e-mail, and what happened: a log that only grows."""

from django.db import models
from django.db.models.functions import Now


class MessageRecipient(models.Model):
    """Somebody to be told by e-mail, at the address of that moment; `person` is None for the office's mailbox."""

    message = models.ForeignKey("applications.Message", on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=5, default="it")
    address = models.EmailField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="message_recipient_once")]

    def __str__(self) -> str:
        return self.address


class MessageDelivery(models.Model):
    """One line of the log: an attempt that begins, or how it ended."""

    recipient = models.ForeignKey(MessageRecipient, on_delete=models.PROTECT, related_name="deliveries")
    outcome = models.CharField(max_length=12)
    address = models.EmailField(blank=True)
    detail = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient"],
                condition=models.Q(outcome__in=["sent", "uncertain", "no_address"]),
                name="message_delivered_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.outcome}"
