"""The days of an agreement that runs: how each instalment stands, what is said to whom and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from .agreements import AgreementKind, add_months

BEFORE_DUE = timedelta(days=10)
BEFORE_START = timedelta(days=30)
BEFORE_CHECK = timedelta(days=30)
MONTHS_TO_CHECK = 12
SHORT_NOTICE = 3
"""Months before the end, for what is no lease."""


class InstalmentState(StrEnum):
    NOTHING = "nothing"
    """Free, or wholly set off."""
    TO_COME = "to_come"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAID = "paid"


def instalment_state(due_on: date, amount: Decimal, paid_on: date | None, today: date) -> InstalmentState:
    """On its own day an instalment is still in time."""
    if paid_on is not None:
        return InstalmentState.PAID
    if not amount:
        return InstalmentState.NOTHING
    if due_on < today:
        return InstalmentState.OVERDUE
    return InstalmentState.DUE_SOON if due_on - BEFORE_DUE <= today else InstalmentState.TO_COME


class Reminder(StrEnum):
    RENT_DUE = "rent_due"
    RENT_LATE = "rent_late"
    FORMAL_NOTICE = "notice"
    """The office writes a formal notice to pay."""
    START_DUE = "start_due"
    START_LATE = "start_late"
    CHECK_DUE = "check_due"
    END_NEAR = "end_near"
    END_PASSED = "end_passed"


@dataclass(frozen=True)
class Owed:
    """An instalment that nobody paid."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True)
class Running:
    """What the reminders look at. `late_months` and `notice_months` are dated parameters."""

    kind: AgreementKind
    owed: tuple[Owed, ...]
    activity_due_on: date | None
    """None once the activity began, or where no term runs."""
    check_due_on: date | None
    ends_on: date | None
    late_months: int
    notice_months: int


def end_warning(kind: AgreementKind, ends_on: date, notice_months: int) -> date:
    """When both parties are told that the end comes: a month before notice may still be given."""
    months = notice_months + 1 if kind is AgreementKind.LEASE else SHORT_NOTICE
    return add_months(ends_on, -months)


def next_check(begun_on: date, checks: Iterable[date]) -> date:
    """A year after the start, then a year after the latest check."""
    return add_months(max(checks, default=begun_on), MONTHS_TO_CHECK)


def reminders(running: Running, today: date) -> tuple[tuple[Reminder, date], ...]:
    """(what, the day it is about): all that should have been said by today; who sends leaves out what was sent."""
    found: list[tuple[Reminder, date]] = []
    for one in running.owed:
        state = instalment_state(one.due_on, one.amount, None, today)
        if state is InstalmentState.DUE_SOON:
            found.append((Reminder.RENT_DUE, one.due_on))
        elif state is InstalmentState.OVERDUE:
            late = add_months(one.due_on, running.late_months) < today
            found.append((Reminder.FORMAL_NOTICE if late else Reminder.RENT_LATE, one.due_on))
    if running.activity_due_on is not None and running.activity_due_on - BEFORE_START <= today:
        what = Reminder.START_LATE if running.activity_due_on < today else Reminder.START_DUE
        found.append((what, running.activity_due_on))
    if running.check_due_on is not None and running.check_due_on - BEFORE_CHECK <= today:
        found.append((Reminder.CHECK_DUE, running.check_due_on))
    if running.ends_on is not None:
        if running.ends_on < today:
            found.append((Reminder.END_PASSED, running.ends_on))
        elif end_warning(running.kind, running.ends_on, running.notice_months) <= today:
            found.append((Reminder.END_NEAR, running.ends_on))
    return tuple(found)
