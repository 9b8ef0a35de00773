"""How long what is kept of a call, from which event, and what happens then.

Personal data are kept no longer than they serve (GDPR art. 5 c. 1 e); the records of an office are discarded only with
the authorisation of the archives' superintendence (D.Lgs 42/2004 art. 21 c. 1 d); acts stay for ever. How long is a
dated parameter of the city, or what the call itself says.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manifattura.calls.domain.procedures.names import ApplicationState as State

LONGEST_MONTHS = 1200
"""A hundred years: more is a typing error."""


class Category(StrEnum):
    DRAFTS = "drafts"
    NOT_ADMITTED = "not_admitted"
    NOT_FUNDED = "not_funded"
    FUNDED = "funded"
    MESSAGES = "messages"
    REVIEWS = "reviews"
    ACTS = "acts"
    SAMPLES = "samples"
    ACCESS = "access"
    READINGS = "readings"


class Event(StrEnum):
    DEADLINE = "deadline"
    """The last day for applications; of a register, or a revoked call, its end."""
    CONCLUSION = "conclusion"
    """The call is concluded or revoked."""
    DECISION = "decision"
    """Each request for documents: the answer."""
    READING = "reading"
    """Each reading: its own day."""


class Then(StrEnum):
    ERASE = "erase"
    PSEUDONYMISE = "pseudonymise"
    """What identifies people goes; numbers, digests and outcomes stay, under the neutral code."""
    KEEP = "keep"


@dataclass(frozen=True)
class Rule:
    """One line of the schedule. `ground`: the law that asks to keep, or not to."""

    category: Category
    event: Event
    then: Then
    ground: str
    needs_authorisation: bool = False
    """Records of the office: nothing is discarded without the number of the archives' authorisation."""

    @property
    def parameter(self) -> str:
        """The key of the city's usual length, in months."""
        return f"retention.{self.category}_months"


RECORDS = "D.Lgs 42/2004, art. 21 c. 1 d; GDPR, art. 5 c. 1 e"
RULES: tuple[Rule, ...] = (
    Rule(Category.DRAFTS, Event.DEADLINE, Then.ERASE, "GDPR, art. 5 c. 1 c-e"),
    Rule(Category.NOT_ADMITTED, Event.CONCLUSION, Then.PSEUDONYMISE, RECORDS, True),
    Rule(Category.NOT_FUNDED, Event.CONCLUSION, Then.PSEUDONYMISE, RECORDS, True),
    Rule(Category.FUNDED, Event.CONCLUSION, Then.PSEUDONYMISE, f"{RECORDS}; D.Lgs 33/2013, art. 26-27", True),
    Rule(Category.MESSAGES, Event.CONCLUSION, Then.PSEUDONYMISE, RECORDS, True),
    Rule(Category.REVIEWS, Event.CONCLUSION, Then.KEEP, "L. 241/1990, art. 3"),
    Rule(Category.ACTS, Event.CONCLUSION, Then.KEEP, "D.Lgs 42/2004, art. 10 c. 2 b e 30 c. 4"),
    Rule(Category.SAMPLES, Event.CONCLUSION, Then.PSEUDONYMISE, RECORDS, True),
    Rule(Category.ACCESS, Event.DECISION, Then.PSEUDONYMISE, RECORDS, True),
    Rule(Category.READINGS, Event.READING, Then.ERASE, "GDPR, art. 5 c. 1 e, 25 e 32"),
)
RULE_OF: Mapping[Category, Rule] = {rule.category: rule for rule in RULES}

CONTENT = (Category.NOT_ADMITTED, Category.NOT_FUNDED, Category.FUNDED)
"""The categories of what applicants sent."""

_NOT_ADMITTED = frozenset({State.WITHDRAWN, State.NOT_ADMITTED, State.REJECTION_NOTICE})
_FUNDED = frozenset(
    {
        State.FUNDED,
        State.PARTIALLY_FUNDED,
        State.ACCEPTED,
        State.DECLINED,
        State.FORFEITED,
        State.EXCLUDED_LATE,
        State.REGISTERED,
    }
)
"""Money was granted, or an entry made: who left later too, because accounts show why."""


def category_of(state: State) -> Category:
    """Where an application of a concluded call belongs; what nobody decided is as what got no money."""
    if state is State.DRAFT:
        return Category.DRAFTS
    if state in _NOT_ADMITTED:
        return Category.NOT_ADMITTED
    return Category.FUNDED if state in _FUNDED else Category.NOT_FUNDED


def states_of(category: Category) -> frozenset[State]:
    """The states that belong to a category of applications."""
    return frozenset(state for state in State if category_of(state) is category)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def kept_until(event_on: date | None, months: int) -> date | None:
    """The last day of keeping; None while the event has not happened."""
    return None if event_on is None else add_months(event_on, months)


def is_due(until: date | None, on: date) -> bool:
    """From the day after the last day of keeping."""
    return until is not None and on > until


def events_kept_until(months: int, on: date) -> date:
    """The latest event day of which everything is due on `on`: events of that day or before it.

    For what has an event of its own (a reading, an answer), so that the database can look for it by day.
    """
    day = on - timedelta(days=1)
    guess = add_months(day, -months)
    # months have different lengths: of the days that end together the last one counts
    while add_months(guess + timedelta(days=1), months) < on:
        guess += timedelta(days=1)
    return guess


def draft_event(deadline_on: date | None, concluded_on: date | None, *, revoked: bool) -> date | None:
    """From when drafts count: the deadline; the end, where there is no deadline or it never came."""
    if deadline_on is None or (revoked and concluded_on is not None):
        return concluded_on
    return deadline_on


def length_problem(months: int) -> bool:
    """Whether this is no length that a call may set."""
    return not 1 <= months <= LONGEST_MONTHS


def list_is_stale(listed_on: date, on: date, days: int) -> bool:
    """Whether a list is too old to be carried out."""
    return on > listed_on + timedelta(days=days)
