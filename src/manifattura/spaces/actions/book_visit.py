"""A firm takes a place in a turn, gives it up; the office writes who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.ids import readable_code
from manifattura.kernel.jobs import defer

from ..domain.visits import HOLDING, BookingState, may_mark, may_still_book
from ..domain.words import OFFERED
from ..models import VisitBooking, VisitSlot
from ..permissions import may_keep_census, may_visit_for
from .visit_jobs import CERTIFY_TASK, EMAIL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation

CODE_LENGTH = 10
MOST_PEOPLE = 10


def book_visit(*, slot: VisitSlot, organisation: Organisation, people: int, by: Person) -> VisitBooking:
    """One place for one firm. The turn's row is locked: the last place goes to one of two who ask at once.

    Raises `Refused`, `PermissionRefused`.
    """
    if not may_visit_for(by, organisation.pk):
        raise PermissionRefused
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(_("Da 1 a 10 persone per impresa."), field="people")
    with transaction.atomic():
        stored = VisitSlot.objects.select_for_update(of=("self",)).select_related("space").get(pk=slot.pk)
        moment = database_now()
        if stored.cancelled_at or not may_still_book(stored.starts_at, moment):
            raise Refused(_("Questo turno non si può più prenotare: scegline un altro."))
        if stored.space.state not in OFFERED:
            raise Refused(_("Questo spazio non è più nel censimento pubblico."))
        held = VisitBooking.objects.filter(
            space=stored.space, organisation=organisation, state__in=HOLDING
        ).first()
        if held:
            raise Refused(
                _("L’impresa ha già un posto per questo spazio: disdici quello, poi prenota di nuovo.")
                if held.state == BookingState.BOOKED
                else _("L’impresa ha già visitato questo spazio.")
            )
        if stored.bookings.filter(state__in=HOLDING).count() >= stored.capacity:
            raise Refused(_("L’ultimo posto di questo turno è appena andato: scegli un altro turno."))
        booking = VisitBooking(
            slot=stored,
            space=stored.space,
            organisation=organisation,
            booked_by=by,
            code=readable_code(CODE_LENGTH),
            people=people,
            booked_at=moment,
        )
        try:
            with transaction.atomic():
                booking.save(force_insert=True)
        except IntegrityError:
            # a colleague of the firm took a place in another turn at this very moment
            raise Refused(_("Un collega ha appena prenotato per l’impresa un altro turno.")) from None
        _record("visit_booked", booking, by)
        defer(EMAIL_TASK, booking_id=booking.pk, what="booked")
    return booking


def cancel_visit(*, booking: VisitBooking, by: Person) -> VisitBooking:
    """The firm gives its place up, until the turn begins. Raises `Refused`, `PermissionRefused`."""
    if not may_visit_for(by, booking.organisation_id):
        raise PermissionRefused
    with transaction.atomic():
        stored = _locked(booking)
        if stored.state != BookingState.BOOKED:
            raise Refused(_("Questa prenotazione non è più attiva."))
        if not may_still_book(stored.slot.starts_at, database_now()):
            raise Refused(_("Il turno è cominciato: non si può più disdire."))
        stored.state, stored.cancelled_at = BookingState.CANCELLED, now()
        stored.save(update_fields=["state", "cancelled_at"])
        _record("visit_given_up", stored, by)
        defer(EMAIL_TASK, booking_id=stored.pk, what="given_up")
    return stored


def mark_visit(*, booking: VisitBooking, came: bool, by: Person) -> VisitBooking:
    """Write down whether the firm came; who came gets the certificate. Once. Raises `Refused`, `Conflict`."""
    if not may_keep_census(by):
        raise PermissionRefused
    with transaction.atomic():
        stored = _locked(booking)
        if stored.state != BookingState.BOOKED:
            raise Conflict(_("Un collega ha già scritto la presenza."), theirs={"state": stored.state})
        if not may_mark(stored.slot.starts_at, database_now()):
            raise Refused(_("Il turno non è ancora cominciato."))
        stored.state = BookingState.ATTENDED if came else BookingState.ABSENT
        stored.marked_by, stored.marked_at = by, now()
        stored.save(update_fields=["state", "marked_by", "marked_at"])
        _record("visit_attended" if came else "visit_missed", stored, by)
        if came:
            defer(CERTIFY_TASK, booking_id=stored.pk)
    return stored


def _locked(booking: VisitBooking) -> VisitBooking:
    # the turn first, as when a place is taken: two actions never wait for each other
    VisitSlot.objects.select_for_update().get(pk=booking.slot_id)
    return VisitBooking.objects.select_related("slot", "space", "organisation").get(pk=booking.pk)


def _record(verb: str, booking: VisitBooking, by: Person) -> None:
    audit.record(
        verb,
        by=by,
        subject=booking,
        on_behalf=booking.organisation,
        after={"space": booking.space.code, "first_turn": booking.slot.starts_at.isoformat()},
    )
