"""The proof of an application that arrived by certified mail or on paper: its own instant counts, not the typing's."""

from django.db import models

from manifattura.kernel.clock import now

from ..domain.channels import Channel


class EnteredArrival(models.Model):
    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="entered"
    )
    channel = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Channel])
    arrived_at = models.DateTimeField(help_text="As the receipt or the protocol says")
    protocol_number = models.CharField(max_length=40)
    protocol_on = models.DateField()
    sender_address = models.CharField(max_length=200, blank=True, help_text="PEC address, or where to write")
    signed_by = models.CharField(max_length=160, help_text="Who signed the document")
    signed_as = models.CharField(max_length=20, help_text="legal_rep or delegate")
    storage_key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    entered_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.protocol_number} {self.protocol_on}"
