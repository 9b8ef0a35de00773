"""Open registers: entries, confirmations, visits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.edition import RegisterRule, Requirement
from manifattura.evaluation.domain.confirmation_form import confirmation_form, lasting, lost
from manifattura.evaluation.domain.register import (
    Confirmation,
    EntryState,
    entry_number,
    expires_on,
    is_expiring,
    is_over,
    may_move,
    months_later,
    next_confirmation,
)
from manifattura.evaluation.domain.visits import Line, LineOutcome, VisitState, passes, report_problems
from manifattura.evaluation.domain.visits import may_move as visit_may_move

E, V, L = EntryState, VisitState, LineOutcome
RULE = RegisterRule()


def test_entries_have_these_arrows_and_no_other() -> None:
    arrows = {(source, target) for source in E for target in E if may_move(source, target)}
    assert arrows == {
        (E.ACTIVE, E.SUSPENDED),
        (E.ACTIVE, E.REMOVED),
        (E.ACTIVE, E.EXPIRED),
        (E.ACTIVE, E.RENEWED),
        (E.SUSPENDED, E.ACTIVE),
        (E.SUSPENDED, E.REMOVED),
        (E.SUSPENDED, E.EXPIRED),
        (E.SUSPENDED, E.RENEWED),
    }


def test_visits_have_these_arrows_and_no_other() -> None:
    arrows = {(source, target) for source in V for target in V if visit_may_move(source, target)}
    assert arrows == {
        (V.PROPOSED, V.REPORTED),
        (V.PROPOSED, V.CANCELLED),
        (V.REPORTED, V.SIGNED),
    }


def test_an_entry_lasts_three_years_and_is_confirmed_twice() -> None:
    entered = date(2026, 11, 24)
    ends = expires_on(entered, RULE)
    assert ends == date(2029, 11, 24)
    first = next_confirmation(entered, ends, RULE)
    assert first == Confirmation(date(2027, 10, 25), date(2027, 11, 24))
    second = next_confirmation(first.due_on, ends, RULE)
    assert second is not None
    assert second.due_on == date(2028, 11, 24)
    assert next_confirmation(second.due_on, ends, RULE) is None


def test_leap_days_and_short_months() -> None:
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_go_forward_and_keep_the_day_or_the_end_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_what_is_about_to_end() -> None:
    ends = date(2027, 1, 31)
    assert is_expiring(ends, date(2026, 11, 2), 90)
    assert not is_expiring(ends, date(2026, 11, 1), 90)
    assert is_expiring(ends, ends, 90)
    assert not is_expiring(ends, date(2027, 2, 1), 90)
    assert not is_over(ends, ends)
    assert is_over(ends, date(2027, 2, 1))
    assert entry_number(3, 2026) == "003/2026"


REQUIREMENTS = (
    Requirement("files", "Allegati", automatic="files"),
    Requirement("stamp_duty", "Bollo della domanda", automatic="stamp_duty"),
    Requirement("workstations", "Almeno 10 postazioni"),
    Requirement("insurance", "Polizza"),
)


def test_the_confirmation_asks_what_can_be_lost() -> None:
    sections = confirmation_form(REQUIREMENTS)
    assert [item.key for item in sections[0].fields] == ["has-workstations", "has-insurance"]
    assert [row.key for row in lasting(REQUIREMENTS)] == ["workstations", "insurance"]
    assert [row.key for row in lost({"has-workstations": True, "has-insurance": False}, REQUIREMENTS)] == [
        "insurance"
    ]


@pytest.mark.parametrize(
    ("lines", "problems", "passed"),
    [
        ((), [], False),
        ((Line("a", L.SEEN), Line("b", L.NOT_APPLICABLE)), [], True),
        ((Line("a", L.SEEN), Line("b", None)), [("b", "missing")], False),
        ((Line("a", L.NOT_SEEN),), [("a", "no_note")], False),
        ((Line("a", L.NOT_SEEN, "Manca il laser."),), [], False),
    ],
)
def test_a_visit_passes_when_everything_was_there(
    lines: tuple[Line, ...], problems: list[tuple[str, str]], passed: bool
) -> None:
    assert list(report_problems(lines)) == problems
    assert passes(lines) is passed


def test_who_renews_early_keeps_the_time_that_is_left() -> None:
    day, end = date(2026, 11, 27), date(2026, 12, 27)
    assert expires_on(day, RULE) == date(2029, 11, 27)
    assert expires_on(day, RULE, end) == date(2029, 12, 27)
    # an entry that is over and that nobody has closed yet gives nothing back
    assert expires_on(day, RULE, date(2026, 11, 1)) == date(2029, 11, 27)
