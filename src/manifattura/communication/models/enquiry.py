"""What a visitor wrote to the office, and what became of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from ..domain.enquiries import EnquiryState, Purpose, is_settled


class Enquiry(models.Model):
    """A problem is anonymous by default; a request for assistance has a name and an address, forgotten after.

    The code is the only key to its page, which shows neither the text nor who wrote it.
    """

    purpose = models.CharField(max_length=12, default=Purpose.PROBLEM)
    code = models.CharField(max_length=12, unique=True)
    topic = models.CharField(max_length=16, blank=True, help_text="Of a problem")
    service = models.CharField(
        max_length=255, blank=True, help_text="Of a request: the service card's last step of address"
    )
    name = models.CharField(max_length=120, blank=True)
    page = models.CharField(max_length=300, blank=True, help_text="Address it is about")
    text = models.TextField(blank=True)
    reply_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, default="it")
    office = models.ForeignKey(
        "accounts.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=12, default=EnquiryState.TO_ANSWER)
    created_at = models.DateTimeField(auto_now_add=True)
    taken_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    closed_because = models.CharField(max_length=300, blank=True)
    settled_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    answer_sent_at = models.DateTimeField(null=True, blank=True)
    told = ArrayField(models.CharField(max_length=20), default=list, help_text="Which e-mails were sent")
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="enquiry_state")]

    def __str__(self) -> str:
        return self.code

    @property
    def is_assistance(self) -> bool:
        return self.purpose == Purpose.ASSISTANCE

    @property
    def is_settled(self) -> bool:
        return is_settled(self.state)

    @property
    def audit_type(self) -> str:
        return "enquiry"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"{'richiesta di assistenza' if self.is_assistance else 'segnalazione'} {self.code}"
