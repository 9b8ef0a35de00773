"""Appointments with an office: which slots a plan gives, who still gets a place, until when one may give it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

ROME = ZoneInfo("Europe/Rome")
DAY = timedelta(days=1)
LONGEST_PLAN = timedelta(days=92)
MOST_SLOTS = 400


class AppointmentState(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    """By the person."""
    OFF = "off"
    """By the office, with its slot."""


class PlanFault(StrEnum):
    BACKWARDS = "backwards"
    LONG = "long"
    HOURS = "hours"
    EMPTY = "empty"
    MANY = "many"


@dataclass(frozen=True)
class Plan:
    """From a day to another, on these days of the week (Monday is 0), between two hours of Rome; but not on `closed`."""

    first: date
    last: date
    opens: time
    closes: time
    minutes: int
    weekdays: frozenset[int]
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime


def slots_of(
    plan: Plan, *, is_working: Callable[[date], bool], moment: datetime
) -> tuple[Slot, ...] | PlanFault:
    """One slot after the other in each day; none begins in the past, none ends after closing, none on a holiday."""
    if plan.last < plan.first:
        return PlanFault.BACKWARDS
    if plan.last - plan.first > LONGEST_PLAN:
        return PlanFault.LONG
    offsets = range(_minutes(plan.opens), _minutes(plan.closes) - plan.minutes + 1, plan.minutes)
    if not offsets:
        return PlanFault.HOURS
    days = [plan.first + DAY * number for number in range((plan.last - plan.first).days + 1)]
    found = tuple(
        Slot(_at(day, offset), _at(day, offset + plan.minutes))
        for day in days
        if day.weekday() in plan.weekdays and day not in plan.closed and is_working(day)
        for offset in offsets
        if _at(day, offset) > moment
    )
    if not found:
        return PlanFault.EMPTY
    return PlanFault.MANY if len(found) > MOST_SLOTS else found


def new_among(slots: Iterable[Slot], there: Iterable[Slot]) -> tuple[Slot, ...]:
    """Those that do not run into a slot that is there already."""
    taken = list(there)
    return tuple(
        one
        for one in slots
        if not any(one.starts_at < other.ends_at and other.starts_at < one.ends_at for other in taken)
    )


def free_places(places: int, *, taken: int) -> int:
    return max(0, places - taken)


def may_change(starts_at: datetime, moment: datetime) -> bool:
    """Booking, cancelling and calling off end when the appointment begins; marking who came begins then."""
    return moment < starts_at


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def _at(day: date, minutes: int) -> datetime:
    """Hours on the wall of Rome, whatever the season (adding to an aware moment keeps the wall)."""
    return datetime.combine(day, time(), tzinfo=ROME) + timedelta(minutes=minutes)
