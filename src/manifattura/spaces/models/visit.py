"""Visits: the turns that an office opens for a space, the places that firms hold, the calls that ask for the certificate."""

from django.db import models
from django.db.models import F, Q

from ..domain.visits import HOLDING, BookingState


class VisitSlot(models.Model):
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField(help_text="Firms at once")
    meeting = models.CharField(max_length=300, help_text="Where to meet: told to who booked, never public")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="visit_slot_start")]
        constraints = [
            models.CheckConstraint(
                name="visit_slot_sane", condition=Q(ends_at__gt=F("starts_at"), capacity__gte=1)
            ),
            models.UniqueConstraint(
                fields=["space", "starts_at"], condition=Q(cancelled_at__isnull=True), name="visit_slot_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space_id} {self.starts_at:%Y-%m-%d %H:%M}"


class VisitBooking(models.Model):
    """One firm in one turn. A certificate is written once the firm was there."""

    slot = models.ForeignKey("spaces.VisitSlot", on_delete=models.PROTECT, related_name="bookings")
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    booked_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    people = models.PositiveSmallIntegerField(default=1, help_text="How many will come")
    state = models.CharField(
        max_length=10, default=BookingState.BOOKED, choices=[(one.value, one.value) for one in BookingState]
    )
    booked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    marked_by = models.ForeignKey(
        "accounts.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    storage_key = models.CharField(max_length=80, blank=True, help_text="The certificate")
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    certified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["slot__starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "organisation"],
                condition=Q(state__in=sorted(HOLDING)),
                name="visit_one_place_a_firm",
            ),
            models.CheckConstraint(
                name="visit_certified_who_came",
                condition=Q(certified_at__isnull=True) | Q(state=BookingState.ATTENDED) & ~Q(storage_key=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def audit_type(self) -> str:
        return "space_visit"

    @property
    def audit_id(self) -> str:
        return str(self.pk)

    @property
    def audit_label(self) -> str:
        return self.code


class CompulsoryVisit(models.Model):
    """A call that asks for the certificate of this space, and the question of its form where it goes."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="asked_by")
    call = models.ForeignKey("calls.Call", on_delete=models.CASCADE, related_name="+")
    field_key = models.CharField(max_length=60)
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "call"], name="compulsory_visit_once")]

    def __str__(self) -> str:
        return f"{self.space_id} {self.call_id} {self.field_key}"
