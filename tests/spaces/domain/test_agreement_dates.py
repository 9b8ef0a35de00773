"""How instalments stand, what is said to whom and when; and the figures of the results."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from manifattura.spaces.domain.agreement_dates import (
    InstalmentState,
    Owed,
    Reminder,
    Running,
    end_warning,
    instalment_state,
    next_check,
    reminders,
)
from manifattura.spaces.domain.agreements import AgreementKind
from manifattura.spaces.domain.results import Used, by_year, share_in, surface

D, DAY = Decimal, timedelta(days=1)
DUE = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("amount", "paid_on", "today", "state"),
    [
        (100, DUE, DUE, InstalmentState.PAID),
        (0, None, DUE, InstalmentState.NOTHING),
        (100, None, DUE + DAY, InstalmentState.OVERDUE),
        (100, None, DUE, InstalmentState.DUE_SOON),
        (100, None, DUE - 10 * DAY, InstalmentState.DUE_SOON),
        (100, None, DUE - 11 * DAY, InstalmentState.TO_COME),
    ],
)
def test_how_an_instalment_stands(amount, paid_on, today, state):
    assert instalment_state(DUE, D(amount), paid_on, today) is state


QUIET = Running(AgreementKind.LEASE, (), None, None, None, late_months=2, notice_months=12)


@pytest.mark.parametrize(
    ("changes", "today", "said"),
    [
        ({}, DUE, []),
        ({"owed": (Owed(DUE, D(9)),)}, DUE - 11 * DAY, []),
        ({"owed": (Owed(DUE, D(9)),)}, DUE - DAY, [Reminder.RENT_DUE]),
        ({"owed": (Owed(DUE, D(9)), Owed(DUE, D(0)))}, DUE + DAY, [Reminder.RENT_LATE]),
        ({"owed": (Owed(DUE, D(9)),)}, date(2027, 2, 1), [Reminder.RENT_LATE]),
        ({"owed": (Owed(DUE, D(9)),)}, date(2027, 2, 2), [Reminder.FORMAL_NOTICE]),
        ({"activity_due_on": DUE}, DUE - 31 * DAY, []),
        ({"activity_due_on": DUE}, DUE, [Reminder.START_DUE]),
        ({"activity_due_on": DUE}, DUE + DAY, [Reminder.START_LATE]),
        ({"check_due_on": DUE}, DUE - 31 * DAY, []),
        ({"check_due_on": DUE}, DUE - 30 * DAY, [Reminder.CHECK_DUE]),
        ({"ends_on": DUE}, date(2025, 10, 31), []),
        ({"ends_on": DUE}, date(2025, 11, 1), [Reminder.END_NEAR]),
        ({"ends_on": DUE, "kind": AgreementKind.CONCESSION}, date(2026, 8, 31), []),
        ({"ends_on": DUE, "kind": AgreementKind.CONCESSION}, date(2026, 9, 1), [Reminder.END_NEAR]),
        ({"ends_on": DUE}, DUE + DAY, [Reminder.END_PASSED]),
    ],
)
def test_what_is_said_and_when(changes, today, said):
    found = reminders(replace(QUIET, **changes), today)
    assert [what for what, _about in found] == said
    assert all(about == DUE for _what, about in found)


def test_checks_come_a_year_apart():
    assert next_check(DUE, ()) == date(2027, 12, 1)
    assert next_check(DUE, [date(2027, 11, 2), date(2028, 10, 1)]) == date(2029, 10, 1)
    assert end_warning(AgreementKind.LEASE, DUE, 12) == date(2025, 11, 1)


FIRST = Used(1, D(100), 77, date(2024, 7, 1), date(2025, 6, 30), D(7300), D(3650))
AGAIN = replace(FIRST, since=date(2026, 1, 1), until=None, rent=D(7300))
OTHER = Used(2, D(60), 1, date(2026, 1, 1), None, D(3650), D(0))


def test_the_surface_counts_once_in_its_first_year():
    years = by_year([AGAIN, OTHER, FIRST], date(2026, 7, 19))
    assert [(one.year, one.spaces, one.m2) for one in years] == [(2024, 1, 100), (2025, 0, 0), (2026, 1, 60)]
    assert years[1].foregone == D("1810.00")
    # two hundred days of this year, and a rent at the market's gives nothing up
    assert years[2].foregone == D("2000.00")
    assert by_year([], DUE) == ()


def test_parts_of_a_space_add_up_to_no_more_than_the_space():
    half = replace(FIRST, since=date(2025, 1, 1), until=None, part_m2=D(50))
    rest = replace(half, since=date(2026, 1, 1))
    later = replace(half, since=date(2026, 3, 1))
    years = by_year([half, rest, later], date(2026, 7, 19))
    assert [(one.spaces, one.m2) for one in years] == [(1, 50), (0, 50)]
    assert surface([half, rest, later, OTHER]) == 160


def test_the_share_of_the_quarters_aimed_at():
    assert surface([FIRST, AGAIN, OTHER]) == 160
    assert share_in([FIRST, OTHER], {77}) == D("62.5")
    assert share_in([], {77}) is None
