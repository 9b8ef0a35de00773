"""Sessions of a call: when each receives, which one takes what arrives now, and the timetable that the public reads.

A ranking call has one, with the dates of its timetable; a register has one that never ends; a rolling call has several.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from .edition import Edition, Timetable
from .procedures.names import CallKind
from .timeline import changing_instants


@dataclass(frozen=True)
class Session:
    """`inclusive`: whether the deadline's own second counts."""

    number: int
    opens_at: datetime
    deadline_at: datetime
    inclusive: bool
    budget: Decimal
    places: int | None = None

    def is_over(self, moment: datetime) -> bool:
        second = moment.replace(microsecond=0)
        return second > self.deadline_at if self.inclusive else second >= self.deadline_at


def sessions_of(edition: Edition) -> tuple[Session, ...]:
    """In order of number."""
    times = edition.timetable
    return tuple(
        Session(
            number=one.number,
            opens_at=one.opens_at or times.opens_at,
            deadline_at=one.deadline_at or times.deadline_at,
            inclusive=times.deadline_inclusive,
            budget=one.budget,
            places=one.places,
        )
        for one in sorted(edition.rounds, key=lambda one: one.number)
    )


def session_at(sessions: Sequence[Session], moment: datetime, *, between: bool) -> Session | None:
    """The session that takes an application arriving at `moment`; None when none does.

    `between`: what arrives after one session's deadline and before the next opening counts for the next one. Nothing
    is ever taken before the first opening.
    """
    if not sessions or moment < sessions[0].opens_at:
        return None
    for session in sessions:
        if not session.is_over(moment):
            return session if between or session.opens_at <= moment else None
    return None


def session_in_view(sessions: Sequence[Session], moment: datetime) -> Session:
    """The one that people look at: the first that is not over, else the last."""
    return next((session for session in sessions if not session.is_over(moment)), sessions[-1])


def timetable_at(edition: Edition, moment: datetime) -> Timetable:
    """The timetable with opening and deadline of the session in view; that of the call where it has no others.

    With arrivals taken between sessions, the session in view is open as soon as the one before it is over.
    """
    if edition.kind != CallKind.ROLLING or not edition.rounds:
        return edition.timetable
    sessions = sessions_of(edition)
    seen = session_in_view(sessions, moment)
    opens_at = sessions[0].opens_at if edition.between_sessions else seen.opens_at
    return replace(edition.timetable, opens_at=opens_at, deadline_at=seen.deadline_at)


def in_session(edition: Edition, number: int) -> Edition:
    """The edition as one session sees it: with its opening and deadline in the timetable."""
    if edition.kind != CallKind.ROLLING:
        return edition
    session = next(one for one in sessions_of(edition) if one.number == number)
    times = replace(edition.timetable, opens_at=session.opens_at, deadline_at=session.deadline_at)
    return replace(edition, timetable=times)


def instants_of(edition: Edition) -> tuple[datetime, ...]:
    """Instants at which the page of a call changes by itself: those of every session."""
    if edition.kind != CallKind.ROLLING:
        return changing_instants(edition.timetable)
    return tuple(
        instant
        for session in sessions_of(edition)
        for instant in changing_instants(
            replace(edition.timetable, opens_at=session.opens_at, deadline_at=session.deadline_at)
        )
    )
