"""Requests for documents, those who may object, and the copies that were given."""

from django.db import models
from django.db.models import Q

from ..domain.access import AccessKind, AccessState


class AccessRequest(models.Model):
    """`public_subject` is what the public register says of it: no names. `version` grows at each change."""

    office = models.ForeignKey("accounts.Office", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, default=AccessKind.DOCUMENTS)
    state = models.CharField(max_length=12, default=AccessState.OPEN)
    requester = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requester_name = models.CharField(max_length=160)
    requester_contact = models.CharField(max_length=200, blank=True)
    call = models.ForeignKey("calls.Call", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subject = models.TextField()
    reason = models.TextField(blank=True)
    public_subject = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=10, default="online")
    received_on = models.DateField()
    recorded_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, blank=True)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    discarded_at = models.DateTimeField(null=True, blank=True, help_text="Who asked, and for what, is gone")

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="access_number_once"),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_at__isnull=False), name="access_decided_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"

    @property
    def audit_type(self) -> str:
        return "access_request"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return f"richiesta di accesso {self}"

    @property
    def audit_scope(self) -> str:
        return f"call:{self.call_id}" if self.call_id else f"office:{self.office_id}"


class CounterInterested(models.Model):
    """Somebody whose data are in the documents: told, with some days to object."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="concerned")
    application = models.ForeignKey("applications.Application", on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField(db_default=models.functions.Now())
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["request", "application"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.application_id}"


class AccessCopy(models.Model):
    """A copy with its blacked-out parts, ready to be given; written once (trigger)."""

    request = models.ForeignKey(AccessRequest, on_delete=models.PROTECT, related_name="copies")
    name = models.CharField(max_length=200)
    storage_key = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    application = models.ForeignKey(
        "applications.Application", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    left_out = models.JSONField(default=list, blank=True, help_text="Keys of the answers left out")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    made_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
