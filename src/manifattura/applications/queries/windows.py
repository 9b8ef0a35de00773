"""Whether a draft may be written on and sent now, and what holds it where it may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.stops import stops_of
from manifattura.kernel.clock import database_now

from .changes import is_changed_after
from .late_tickets import late_until, tickets_hold_until
from .times import Term, term_of

if TYPE_CHECKING:
    from manifattura.calls.models import CallStop

    from ..models import Application


class Hold(StrEnum):
    """What keeps a draft from being sent."""

    WAITING = "waiting"
    """The session it waits for has not opened."""
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    CLOSED = "closed"
    """The call receives no more, without a deadline: a register that was concluded."""
    LATE = "late"


WRITABLE = (None, Hold.WAITING, Hold.SUSPENDED)


@dataclass(frozen=True)
class Window:
    """`hold` is None while the draft may be sent; `stop` is the act that suspended or revoked the call.

    `ended`: the session just over for which a ticket still sends this draft, because nobody changed it since.
    `following`: the session that the draft goes on to, when it is late for one and kept for its tickets.
    """

    term: Term
    hold: Hold | None = None
    stop: CallStop | None = None
    ended: Term | None = None
    following: Term | None = None

    @property
    def is_open(self) -> bool:
        return self.hold is None

    @property
    def is_writable(self) -> bool:
        """A suspension and the time between two sessions leave the draft to its people."""
        return self.hold in WRITABLE

    @property
    def takes_tickets(self) -> bool:
        return self.hold is Hold.LATE or self.ended is not None

    @property
    def late_until(self) -> datetime | None:
        """Until when a ticket sends what was not sent before the deadline; None where none can."""
        over = self.term if self.hold is Hold.LATE else self.ended
        return late_until(over) if over else None


def window_of(application: Application) -> Window:
    """Of a draft, by the database's clock: the time of a suspension does not count against its term."""
    term, state, moment = term_of(application), application.call.state, database_now()
    if state in (CallState.SUSPENDED, CallState.REVOKED):
        stop = stops_of(application.call_id)[0]
        if state == CallState.REVOKED:
            return Window(term, Hold.REVOKED, stop)
        return Window(term, Hold.LATE if term.is_over(stop.stopped_at) else Hold.SUSPENDED, stop)
    if term.is_over(moment):
        return Window(term, Hold.LATE)
    if state != CallState.PUBLISHED:
        return Window(term, Hold.CLOSED)
    ended = _ended_with_tickets(application, term, moment)
    if moment < term.opens_at:
        return Window(ended, Hold.LATE, following=term) if ended else Window(term, Hold.WAITING)
    # the draft is already that of the next session: who changes it gives the ticket up (`admit_late`)
    kept = ended is not None and not is_changed_after(application.pk, ended)
    return Window(term, ended=ended if kept else None)


def _ended_with_tickets(application: Application, term: Term, moment: datetime) -> Term | None:
    """The session before `term` while its tickets hold: what they send is the draft as it was at the deadline."""
    if term.number == 1:
        return None
    for row in application.call.rounds.filter(number__lt=term.number).order_by("-number")[:1]:
        until = tickets_hold_until(row.deadline_at)
        if until is not None and moment < until:
            return Term(row.opens_at, row.deadline_at, row.deadline_inclusive, row.number)
    return None
