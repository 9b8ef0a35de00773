"""Turns and places as pages show them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Case, Count, F, Q, QuerySet, When

from manifattura.applications.queries.applications import draft_of
from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.states import UNPUBLISHED_STATES, CallState
from manifattura.calls.queries.calls import calls_for_staff
from manifattura.calls.queries.editions import current_edition
from manifattura.organisations.queries.organisations import organisations_of

from ..domain.visits import HOLDING, REMIND_BEFORE, BookingState, is_to_be_reminded
from ..models import CompulsoryVisit, Space, VisitBooking, VisitSlot

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call

BEFORE_DEADLINE = UNPUBLISHED_STATES | {CallState.PUBLISHED}
TAKEN = Count("bookings", filter=Q(bookings__state__in=HOLDING))


def coming_slots(space: Space, moment: datetime) -> QuerySet[VisitSlot]:
    """Turns that may still be booked, the next one first, with how many places are `taken`."""
    found = VisitSlot.objects.filter(space=space, cancelled_at=None, starts_at__gt=moment)
    # a count drops the order of the model
    return found.annotate(taken=TAKEN).order_by("starts_at", "pk")


def bookable_slot(number: int, moment: datetime) -> VisitSlot | None:
    """A turn with a free place."""
    found = VisitSlot.objects.filter(pk=number, cancelled_at=None, starts_at__gt=moment).annotate(taken=TAKEN)
    return found.filter(taken__lt=F("capacity")).select_related("space__nil").first()


def slots_of(space: Space, moment: datetime) -> QuerySet[VisitSlot]:
    """For the office: every turn with its bookings, the next one first; then those that are over, the last first."""
    return (
        VisitSlot.objects.filter(space=space)
        .annotate(taken=TAKEN, to_come=Case(When(ends_at__gte=moment, then="starts_at")))
        .prefetch_related("bookings__organisation")
        .order_by(F("to_come").asc(nulls_last=True), "-starts_at", "pk")
    )


def agenda(moment: datetime | None) -> QuerySet[VisitSlot]:
    """Turns of all spaces; with a moment, those that did not end before it."""
    found = VisitSlot.objects.filter(cancelled_at=None).annotate(taken=TAKEN).select_related("space")
    return (
        found.filter(ends_at__gte=moment).order_by("starts_at", "pk")
        if moment
        else found.order_by("-starts_at")
    )


def to_be_marked(moment: datetime) -> QuerySet[VisitBooking]:
    """Places of turns that ended, whose presence nobody has written."""
    return VisitBooking.objects.filter(state=BookingState.BOOKED, slot__ends_at__lt=moment)


def visits_to_remind(moment: datetime) -> list[tuple[int, int]]:
    """(booking, turn) of who is expected within a day and was not reminded."""
    soon = VisitBooking.objects.filter(
        state=BookingState.BOOKED,
        reminded_at=None,
        slot__starts_at__gt=moment,
        slot__starts_at__lte=moment + REMIND_BEFORE,
    )
    rows = soon.values_list("pk", "slot_id", "slot__starts_at", "booked_at")
    return [
        (number, slot_id)
        for number, slot_id, starts_at, booked_at in rows
        if is_to_be_reminded(starts_at, booked_at, moment)
    ]


def bookings_of(person: Person) -> QuerySet[VisitBooking]:
    """Places of the firms that the person works for, the latest turn first."""
    return (
        VisitBooking.objects.filter(organisation__in=organisations_of(person))
        .select_related("slot", "space__nil", "organisation")
        .order_by("-slot__starts_at", "-pk")
    )


def booking_with_code(code: str) -> VisitBooking | None:
    return VisitBooking.objects.select_related("slot", "space__nil", "organisation").filter(code=code).first()


def where_to_meet(booking: VisitBooking) -> str:
    """For who has a place: what the office wrote, and the public address. Of a place that is kept back the office tells what it wants."""
    return ", ".join(filter(None, [booking.slot.meeting, booking.space.address]))


def compulsory_visits(space: Space) -> QuerySet[CompulsoryVisit]:
    """Calls that ask for the certificate of this space."""
    return CompulsoryVisit.objects.filter(space=space).select_related("call").order_by("pk")


def drafts_waiting_for(booking: VisitBooking) -> list[tuple[Application, str]]:
    """Drafts of the firm for calls that ask for this certificate and do not have it yet, with the question's key."""
    if not booking.certified_at:
        return []
    waiting = []
    for rule in compulsory_visits(booking.space):
        draft = draft_of(rule.call_id, booking.organisation_id)
        if draft is None:
            continue
        there = draft.attachments.filter(field_key=rule.field_key, removed_at=None, sha256=booking.sha256)
        if not there.exists():
            waiting.append((draft, rule.field_key))
    return waiting


def file_questions(call: Call) -> list[FormField]:
    """Questions of the edition in force that take a PDF in the open."""
    edition = current_edition(call)
    return [
        field
        for section in edition.form
        for field in section.fields
        if field.type is FieldType.FILE and not field.sealed and (not field.accept or "pdf" in field.accept)
    ]


def certificate_questions(person: Person) -> list[tuple[str, str]]:
    """("call:question", words) for the office's choice: calls that take applications, or will, whose form takes a PDF."""
    calls = calls_for_staff(person).filter(current_edition__isnull=False, state__in=BEFORE_DEADLINE)
    return [
        (f"{call.pk}:{field.key}", _question_words(call, field))
        for call in calls.order_by("-pk")[:30]
        for field in file_questions(call)
    ]


def asked_by(rule: CompulsoryVisit) -> str:
    """The call and the question, in words."""
    fields = [field for field in file_questions(rule.call) if field.key == rule.field_key]
    return _question_words(rule.call, fields[0]) if fields else current_edition(rule.call).texts.title


def _question_words(call: Call, field: FormField) -> str:
    return f"{current_edition(call).texts.title}: {field.label}"
