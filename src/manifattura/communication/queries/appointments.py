"""Appointments as the public and the office see them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Count, F, Min, Model, Q, QuerySet

from manifattura.accounts.permissions import office_ids_of
from manifattura.kernel.clock import ROME, now

from ..domain.appointments import AppointmentState
from ..models import Appointment, AppointmentService, AppointmentSlot

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

Row = TypeVar("Row", bound=Model)
TAKEN = Count("appointments", filter=Q(appointments__state=AppointmentState.BOOKED))


def free_slots(service: AppointmentService | None = None) -> QuerySet[AppointmentSlot]:
    """Slots to come with a free place, of services that are offered; `free` says how many places."""
    found = AppointmentSlot.objects.filter(off_at=None, starts_at__gt=now(), service__is_offered=True)
    if service is not None:
        found = found.filter(service=service)
    return (
        found.alias(taken=TAKEN)
        .filter(taken__lt=F("places"))
        .annotate(free=F("places") - TAKEN)
        .order_by("starts_at", "pk")
    )


def offered_services() -> list[tuple[AppointmentService, datetime | None]]:
    """Each with its first free hour, None without."""
    first = dict(free_slots().values_list("service_id", "starts_at").order_by("-starts_at"))
    services = AppointmentService.objects.filter(is_offered=True).select_related("office")
    return [(one, first.get(one.pk)) for one in services]


def offered_service(pk: int) -> AppointmentService | None:
    return AppointmentService.objects.filter(pk=pk, is_offered=True).select_related("office").first()


def free_slot(pk: int) -> AppointmentSlot | None:
    return free_slots().select_related("service__office").filter(pk=pk).first()


def by_day(slots: QuerySet[AppointmentSlot]) -> list[tuple[date, list[AppointmentSlot]]]:
    days: dict[date, list[AppointmentSlot]] = {}
    for one in slots:
        days.setdefault(one.starts_at.astimezone(ROME).date(), []).append(one)
    return list(days.items())


def appointment_by_code(code: str) -> Appointment | None:
    """None for a wrong code, and for one whose person was forgotten."""
    found = Appointment.objects.select_related("slot__service__office")
    return found.filter(code=code, forgotten_at=None).first()


def services_for(person: Person) -> QuerySet[AppointmentService]:
    """Those of the person's offices, with how many slots and people are to come and the next slot."""
    coming = Q(slots__off_at=None, slots__starts_at__gt=now())
    booked = coming & Q(slots__appointments__state=AppointmentState.BOOKED)
    rows = AppointmentService.objects.select_related("office").order_by("name", "pk")
    return _of(person, rows, "office").annotate(
        coming=Count("slots", filter=coming, distinct=True),
        people=Count("slots__appointments", filter=booked, distinct=True),
        next_at=Min("slots__starts_at", filter=coming),
    )


def slots_to_come(service: AppointmentService) -> QuerySet[AppointmentSlot]:
    found = AppointmentSlot.objects.filter(service=service, off_at=None, ends_at__gt=now())
    return found.annotate(taken=TAKEN).order_by("starts_at", "pk")


def slot_for(person: Person, pk: int) -> AppointmentSlot | None:
    found = AppointmentSlot.objects.filter(pk=pk).select_related("service__office").annotate(taken=TAKEN)
    return _of(person, found, "service__office").first()


def agenda(person: Person, day: date) -> QuerySet[Appointment]:
    """Who comes on a day to the person's offices, by hour."""
    begin = datetime.combine(day, time(), tzinfo=ROME)
    end = datetime.combine(day + timedelta(days=1), time(), tzinfo=ROME)
    found = Appointment.objects.select_related("slot__service__office").filter(
        state=AppointmentState.BOOKED, slot__starts_at__gte=begin, slot__starts_at__lt=end
    )
    return _of(person, found, "slot__service__office").order_by("slot__starts_at", "pk")


def _of(person: Person, rows: QuerySet[Row], path: str) -> QuerySet[Row]:
    held = office_ids_of(person)
    return rows if held is None else rows.filter(**{f"{path}_id__in": held})
