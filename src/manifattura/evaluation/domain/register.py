"""Entries of an open register: how they live, when they are confirmed, until when they hold (F3: three years)."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from manifattura.calls.domain.edition import RegisterRule

REMINDER_DAYS = 10
"""Days before the confirmation's last day on which the firm is reminded."""


class EntryState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"
    EXPIRED = "expired"
    RENEWED = "renewed"
    """A new entry of the same firm took its place before it ended."""


MOVES: Mapping[EntryState, frozenset[EntryState]] = {
    EntryState.ACTIVE: frozenset(
        {EntryState.SUSPENDED, EntryState.REMOVED, EntryState.EXPIRED, EntryState.RENEWED}
    ),
    EntryState.SUSPENDED: frozenset(
        {EntryState.ACTIVE, EntryState.REMOVED, EntryState.EXPIRED, EntryState.RENEWED}
    ),
    EntryState.REMOVED: frozenset(),
    EntryState.EXPIRED: frozenset(),
    EntryState.RENEWED: frozenset(),
}
IN_REGISTER = frozenset({EntryState.ACTIVE, EntryState.SUSPENDED})
"""States in which the public list shows the entry; a suspended one is marked."""


def may_move(source: EntryState, target: EntryState) -> bool:
    return target in MOVES[source]


class EventKind(StrEnum):
    """What may happen to an entry; each is a row of its history."""

    ENTERED = "entered"
    CONFIRMATION_ASKED = "confirmation_asked"
    CONFIRMED = "confirmed"
    CONFIRMATION_MISSED = "confirmation_missed"
    KEPT = "kept"
    """A suspension was proposed and the head of procedure decided that there is no reason for it."""
    SUSPENDED = "suspended"
    NOT_CURED = "not_cured"
    REINSTATED = "reinstated"
    REMOVED = "removed"
    ENDING_TOLD = "ending_told"
    """The firm was told that the entry is about to end."""
    RENEWED = "renewed"
    """A new entry of the same firm took its place."""
    EXPIRED = "expired"


def months_later(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def expires_on(entered_on: date, rule: RegisterRule, held_until: date | None = None) -> date:
    """The last day of the entry. `held_until`: of the entry that it renews; who renews early loses no day of it."""
    starts = entered_on if held_until is None else max(entered_on, held_until)
    return months_later(starts, rule.entry_years * 12)


@dataclass(frozen=True)
class Confirmation:
    """When the form is opened and by which day the confirmation is due."""

    opens_on: date
    due_on: date


def next_confirmation(last_on: date, expires: date, rule: RegisterRule) -> Confirmation | None:
    """The confirmation after `last_on` (the entry, or the day the last one was due); None when the entry ends first."""
    due = months_later(last_on, rule.confirmation_months)
    if due >= expires:
        return None
    return Confirmation(due - timedelta(days=rule.confirmation_days), due)


def is_expiring(expires: date, day: date, notice_days: int) -> bool:
    """Whether the entry ends within `notice_days` (parameter `register.expiry_notice_days`): firm and office know."""
    return day <= expires <= day + timedelta(days=notice_days)


def is_over(expires: date, day: date) -> bool:
    """Whether the last day of the entry has passed."""
    return day > expires


def entry_number(number: int, year: int) -> str:
    """`003/2026`: progressive within the register, with the year of entry."""
    return f"{number:03d}/{year}"
