"""Visits to a space: until when one may book and give up a place, when presence is written down, which turns an office may open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class BookingState(StrEnum):
    BOOKED = "booked"
    CANCELLED = "cancelled"
    ATTENDED = "attended"
    ABSENT = "absent"


HOLDING = frozenset({BookingState.BOOKED, BookingState.ATTENDED})
"""A firm holds one place for a space: who was absent, or gave up, may book again."""
MOST_TURNS = 40
REMIND_BEFORE = timedelta(hours=24)


class TurnFault(StrEnum):
    PAST = "past"
    SHORT = "short"
    MANY = "many"
    NEXT_DAY = "next_day"


@dataclass(frozen=True)
class Turn:
    """One slot: from, to."""

    starts_at: datetime
    ends_at: datetime


def turns(first: datetime, count: int, minutes: int, now: datetime) -> tuple[Turn, ...] | TurnFault:
    """`count` turns of `minutes` each, one after the other, on one day (Rome time in `first`)."""
    if first <= now:
        return TurnFault.PAST
    if minutes < 10:
        return TurnFault.SHORT
    if not 1 <= count <= MOST_TURNS:
        return TurnFault.MANY
    step = timedelta(minutes=minutes)
    found = tuple(Turn(first + step * place, first + step * (place + 1)) for place in range(count))
    return TurnFault.NEXT_DAY if found[-1].ends_at.date() != first.date() else found


def may_still_book(starts_at: datetime, now: datetime) -> bool:
    """Until the turn begins."""
    return now < starts_at


def may_mark(starts_at: datetime, now: datetime) -> bool:
    """Presence is written from the beginning of the turn on."""
    return now >= starts_at


def is_to_be_reminded(starts_at: datetime, booked_at: datetime, now: datetime) -> bool:
    """The day before; who booked within that day needs no reminder."""
    return starts_at - REMIND_BEFORE <= now < starts_at and booked_at < starts_at - REMIND_BEFORE
