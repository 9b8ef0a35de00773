"""The office opens turns for visiting a space, and takes them away telling those who had a place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.visits import BookingState, TurnFault, turns
from ..domain.words import OFFERED
from ..models import Space, VisitSlot
from ..permissions import may_keep_census
from .visit_jobs import EMAIL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FIELD = {
    TurnFault.PAST: "first",
    TurnFault.SHORT: "minutes",
    TurnFault.MANY: "count",
    TurnFault.NEXT_DAY: "count",
}


def open_slots(
    *, space: Space, first: datetime, count: int, minutes: int, capacity: int, meeting: str, by: Person
) -> list[VisitSlot]:
    """Turns one after the other. Raises `Refused` beside the field; a turn that is there already is not made twice."""
    if not may_keep_census(by):
        raise PermissionRefused
    if not meeting.strip():
        raise Refused(_("Scrivi dove ci si trova: lo legge chi ha prenotato."), field="meeting")
    found = turns(first, count, minutes, database_now())
    if isinstance(found, TurnFault):
        words = {
            TurnFault.PAST: _("Il primo turno è già passato: scegli un altro momento."),
            TurnFault.SHORT: _("Un turno dura almeno 10 minuti."),
            TurnFault.MANY: _("Da 1 a 40 turni alla volta."),
            TurnFault.NEXT_DAY: _("L’ultimo turno finisce il giorno dopo: fanne di meno, o comincia prima."),
        }
        raise Refused(words[found], field=FIELD[found])
    with transaction.atomic():
        stored = Space.objects.select_for_update().get(pk=space.pk)
        if stored.state not in OFFERED:
            raise Refused(_("Lo spazio non è pubblico: verificalo, poi apri le visite."))
        there = set(
            VisitSlot.objects.filter(space=stored, cancelled_at=None).values_list("starts_at", flat=True)
        )
        made = [
            VisitSlot.objects.create(
                space=stored,
                starts_at=turn.starts_at,
                ends_at=turn.ends_at,
                capacity=capacity,
                meeting=meeting.strip(),
                created_by=by,
            )
            for turn in found
            if turn.starts_at not in there
        ]
        if not made:
            raise Refused(_("Questi turni ci sono già."), field="first")
        audit.record(
            "visits_opened",
            by=by,
            subject=stored,
            after={"turns": len(made), "first_turn": first.isoformat(), "capacity": capacity},
        )
    return made


def cancel_slot(*, slot: VisitSlot, because: str, by: Person) -> VisitSlot:
    """No visit in this turn; firms that had a place are told why, and may take another. Raises `Refused`."""
    if not may_keep_census(by):
        raise PermissionRefused
    if not because.strip():
        raise Refused(_("Scrivi perché: lo legge chi aveva prenotato."), field="because")
    with transaction.atomic():
        stored = VisitSlot.objects.select_for_update(of=("self",)).select_related("space").get(pk=slot.pk)
        if stored.cancelled_at:
            raise Refused(_("Questo turno è già annullato."))
        if stored.bookings.filter(state__in=(BookingState.ATTENDED, BookingState.ABSENT)).exists():
            raise Refused(_("Le presenze di questo turno sono già scritte: non si annulla più."))
        stored.cancelled_at, stored.cancelled_because = now(), because.strip()
        stored.save(update_fields=["cancelled_at", "cancelled_because"])
        for booking in stored.bookings.filter(state=BookingState.BOOKED):
            booking.state, booking.cancelled_at = BookingState.CANCELLED, now()
            booking.save(update_fields=["state", "cancelled_at"])
            defer(EMAIL_TASK, booking_id=booking.pk, what="slot_off")
        audit.record(
            "visit_turn_cancelled",
            by=by,
            subject=stored.space,
            after={"first_turn": stored.starts_at.isoformat(), "because": stored.cancelled_because},
        )
    return stored
