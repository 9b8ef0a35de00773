"""Terms of the law, day by day: when they start, what stops them, on which working day they end.

A day of Rome is the unit: the day of the start never counts, the last one runs until midnight. Sundays, holidays and the
patron's day move the end to the next working day; Saturdays count (DESIGN §10.6). Days inside the term are never skipped.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manifattura.kernel.working_days import Calendar

DAY = timedelta(days=1)


class TermKind(StrEnum):
    PROCEDURE = "procedure"
    REMEDY = "remedy"
    REJECTION_NOTICE = "rejection_notice"
    OBSERVATIONS = "observations"
    ACCEPTANCE = "acceptance"
    CONFIRMATION = "confirmation"
    CURE = "cure"
    ACCESS = "access"
    COUNTER_INTERESTED = "counter_interested"
    APPEAL_COURT = "appeal_court"
    APPEAL_PRESIDENT = "appeal_president"
    REPORT = "report"
    VISIT = "visit"
    ENTRY_END = "entry_end"
    AGREEMENT = "agreement"
    OTHER = "other"


ENDS_BY_ITSELF = frozenset(
    {
        TermKind.OBSERVATIONS,
        TermKind.COUNTER_INTERESTED,
        TermKind.APPEAL_COURT,
        TermKind.APPEAL_PRESIDENT,
        TermKind.ENTRY_END,
    }
)
"""Kinds that give somebody a right for some days: when they are over the office has nothing to do about them."""
FIXED_DAY = frozenset({TermKind.VISIT, TermKind.ENTRY_END})
"""Kinds that end on a day of the calendar, also a holiday: nobody has to do something within some days."""


class TermState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    CLOSED = "closed"


class ProofKind(StrEnum):
    """What shows that a notice arrived: without one of these a term waits."""

    CERTIFIED_MAIL = "certified_mail"
    READ_IN_AREA = "read_in_area"
    REGISTERED_POST = "registered_post"
    BY_HAND = "by_hand"
    PUBLICATION = "publication"


@dataclass(frozen=True)
class Suspension:
    """The count stops after the day `since` and goes on after the day `until`; None while it is not resumed."""

    since: date
    until: date | None = None
    reason: str = ""

    def holds(self, day: date) -> bool:
        """Whether `day` does not count."""
        return self.since < day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Season:
    """Days of every year that do not count, first and last included (L. 742/1969: 1–31 August)."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a season lies within one year")

    def holds(self, day: date) -> bool:
        return self.first <= (day.month, day.day) <= self.last


def read_season(written: str) -> Season | None:
    """`08-01/08-31`; empty for none. `ValueError` for anything else."""
    if not written:
        return None
    first, last = written.split("/")
    return Season(_month_day(first), _month_day(last))


def _month_day(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    return date(2000, month, day).month, day


@dataclass(frozen=True)
class Clock:
    """A term of `days` from the day of its proof; `starts_on` None while there is none."""

    days: int
    starts_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    season: Season | None = None
    moves: bool = True
    """Whether an end on a day without terms moves to the next one; not for a day fixed by the calendar."""

    def __post_init__(self) -> None:
        if self.days < 1:
            raise ValueError("a term has at least one day")
        if any(stop.until is not None and stop.until < stop.since for stop in self.suspensions):
            raise ValueError("a suspension does not end before it begins")

    def counts(self, day: date) -> bool:
        return not (self.season and self.season.holds(day)) and not any(
            stop.holds(day) for stop in self.suspensions
        )


def last_day(clock: Clock, calendar: Calendar) -> date | None:
    """The working day on which the term ends; None while it waits for its proof or for the end of a suspension."""
    end = counted_end(clock)
    while end is not None:
        end = _next_day_of_terms(end, clock, calendar)
        stop = _caught_by(end, clock)
        if stop is None:
            return end
        end = stop.until
    return None


def counted_end(clock: Clock) -> date | None:
    """The day on which the last of the days falls, before it moves because of a holiday."""
    if clock.starts_on is None:
        return None
    day, left = clock.starts_on, clock.days
    while left:
        day += DAY
        if any(stop.until is None and stop.since < day for stop in clock.suspensions):
            return None
        left -= clock.counts(day)
    return day


def _next_day_of_terms(day: date, clock: Clock, calendar: Calendar) -> date:
    """Terms never end on a day without terms, nor on one of the season in which they do not run."""
    while (clock.moves and not calendar.is_working(day)) or (clock.season and clock.season.holds(day)):
        day += DAY
    return day


def _caught_by(end: date, clock: Clock) -> Suspension | None:
    """A suspension that begins while the last day still runs: nothing is left to count, the end is its end."""
    later = (
        stop for stop in clock.suspensions if stop.since <= end and (stop.until is None or stop.until > end)
    )
    return next(later, None)


def state_on(clock: Clock, due_on: date | None, today: date) -> TermState:
    """Waiting, running, suspended or over on the day `today`, for a term that nobody closed."""
    if clock.starts_on is None or clock.starts_on > today:
        return TermState.WAITING
    if any(stop.since <= today and (stop.until is None or today < stop.until) for stop in clock.suspensions):
        return TermState.SUSPENDED
    return TermState.RUNNING if due_on is None or today <= due_on else TermState.EXPIRED


def rejection_suspension(
    received: date, observed: date | None, *, days: int, resume_days: int, calendar: Calendar
) -> Suspension:
    """How a notice of intended rejection stops the procedure (L. 241/1990 art. 10-bis).

    It resumes `resume_days` after the observations, else at the end of the term to write them. Observations that come
    after that term change nothing.
    """
    expiry = last_day(Clock(days, received), calendar)
    assert expiry is not None
    in_time = observed is not None and observed <= expiry
    until = observed + timedelta(days=resume_days) if observed is not None and in_time else expiry
    return Suspension(received, until)
