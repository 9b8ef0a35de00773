"""How a term is explained and how near it is: the same days that `clocks.py` counts, in pieces that a page can show."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manifattura.kernel.working_days import Calendar

from .clocks import Clock, Suspension, TermState, counted_end, last_day, state_on


@dataclass(frozen=True)
class Stop:
    """A suspension as it weighs on one term: `lost` days that do not count, those of other stops left out."""

    suspension: Suspension
    lost: int


@dataclass(frozen=True)
class Reckoning:
    """`plain_end` without any stop; `counted_end` with them; `due_on` moved off the days without terms (`skipped`)."""

    clock: Clock
    plain_end: date | None
    stops: tuple[Stop, ...]
    counted_end: date | None
    due_on: date | None
    skipped: tuple[date, ...] = ()


def reckon(clock: Clock, calendar: Calendar) -> Reckoning:
    """Every piece of the computation."""
    counted, due_on = counted_end(clock), last_day(clock, calendar)
    plain = clock.starts_on + timedelta(days=clock.days) if clock.starts_on else None
    skipped = _skipped(counted, due_on, calendar) if counted and due_on else ()
    return Reckoning(clock, plain, _stops(clock, counted), counted, due_on, skipped)


def _skipped(counted: date, due_on: date, calendar: Calendar) -> tuple[date, ...]:
    """The days without terms just before the end, none before the last counted day."""
    days: list[date] = []
    day = due_on - timedelta(days=1)
    while day >= counted and not calendar.is_working(day):
        days.insert(0, day)
        day -= timedelta(days=1)
    return tuple(days)


def _stops(clock: Clock, counted: date | None) -> tuple[Stop, ...]:
    """Days lost to each stop within the term, first stop first: a day is lost once."""
    if clock.starts_on is None:
        return ()
    seen: set[date] = set()
    found = []
    for stop in sorted(clock.suspensions, key=lambda one: one.since):
        days = set() if stop.until is None else _days_after(max(stop.since, clock.starts_on), stop.until)
        lost = {day for day in days if counted is None or day <= counted} - seen
        seen |= lost
        found.append(Stop(stop, len(lost)))
    return tuple(found)


def _days_after(first: date, last: date) -> set[date]:
    return {first + timedelta(days=place) for place in range(1, (last - first).days + 1)}


class Urgency(StrEnum):
    """How near the end is, as the office's page colours it."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    WEEK = "week"
    LATER = "later"
    STILL = "still"


SOON_DAYS = 3
WEEK_DAYS = 7


def urgency(clock: Clock, due_on: date | None, today: date) -> Urgency:
    """Of a term that nobody closed; one that waits or is suspended is still."""
    state = state_on(clock, due_on, today)
    if state is TermState.EXPIRED:
        return Urgency.OVERDUE
    if state is not TermState.RUNNING or due_on is None:
        return Urgency.STILL
    left = (due_on - today).days
    if left == 0:
        return Urgency.TODAY
    if left <= SOON_DAYS:
        return Urgency.SOON
    return Urgency.WEEK if left <= WEEK_DAYS else Urgency.LATER
