"""Receipts of a certified mail (PEC) sent outside: they prove when the applicant was reached (D.Lgs 82/2005 art. 48)."""

from django.db import models
from django.db.models.functions import Now


class MessageReceipt(models.Model):
    """One receipt, with its file; written once."""

    message = models.ForeignKey("applications.Message", on_delete=models.PROTECT, related_name="receipts")
    kind = models.CharField(max_length=12, help_text="`domain.certified_mail.ReceiptKind`")
    address = models.EmailField(help_text="The certified address of the applicant")
    happened_at = models.DateTimeField(help_text="The moment that the receipt certifies")
    identifier = models.CharField(max_length=300, blank=True, help_text="Message id of the certified mail")
    is_parsed = models.BooleanField(default=False, help_text="Read from the file, not typed")
    storage_key = models.CharField(max_length=80, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    recorded_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["message", "kind", "address"], name="message_receipt_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.kind}"
