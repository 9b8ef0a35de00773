"""The proof of what arrived by certified mail or on paper: its own instant counts, not the typing's."""

from django.db import models

from manifattura.kernel.clock import now

from ..domain.channels import Channel, is_mail_address


class ArrivalProof(models.Model):
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
        abstract = True
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.protocol_number} {self.protocol_on}"

    @property
    def mail_address(self) -> str:
        """Where a mail reaches who sent it; empty for a street."""
        return self.sender_address if is_mail_address(self.sender_address) else ""


class EnteredArrival(ArrivalProof):
    """Of an application."""

    application = models.OneToOneField(
        "applications.Application", on_delete=models.PROTECT, related_name="entered"
    )


class LaterArrival(ArrivalProof):
    """Of what an applicant sends afterwards: a reply, an observation, an acceptance. Late ones are kept, without effect."""

    application = models.ForeignKey(
        "applications.Application", on_delete=models.PROTECT, related_name="later_arrivals"
    )
    about = models.CharField(max_length=20, help_text="form, observation, acceptance")
    about_id = models.CharField(max_length=40)
    title = models.CharField(max_length=200, help_text="What it answers, as the office calls it")
    is_late = models.BooleanField(default=False)

    class Meta(ArrivalProof.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["about", "about_id"], condition=models.Q(is_late=False), name="one_arrival_in_time"
            )
        ]
