"""The schedule: every state has its line, months end where they must, nothing is due a day early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.procedures.names import ApplicationState as State
from manifattura.records.domain.retention import (
    CONTENT,
    LONGEST_MONTHS,
    RULE_OF,
    RULES,
    Category,
    Then,
    add_months,
    category_of,
    draft_event,
    events_kept_until,
    is_due,
    kept_until,
    length_problem,
    list_is_stale,
    states_of,
)

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
MONTHS = st.integers(1, 240)
DAY = timedelta(days=1)


def test_every_category_has_one_line_and_every_state_one_category():
    assert [rule.category for rule in RULES] == list(Category)
    assert set(RULE_OF) == set(Category)
    found = [state for category in (Category.DRAFTS, *CONTENT) for state in states_of(category)]
    assert sorted(found) == sorted(State)
    assert RULE_OF[Category.FUNDED].parameter == "retention.funded_months"


@pytest.mark.parametrize(
    ("state", "category"),
    [
        (State.DRAFT, Category.DRAFTS),
        (State.WITHDRAWN, Category.NOT_ADMITTED),
        (State.NOT_ADMITTED, Category.NOT_ADMITTED),
        (State.BELOW_THRESHOLD, Category.NOT_FUNDED),
        (State.UNDER_REVIEW, Category.NOT_FUNDED),
        (State.FORFEITED, Category.FUNDED),
        (State.REGISTERED, Category.FUNDED),
    ],
)
def test_where_an_application_belongs(state, category):
    assert category_of(state) is category


def test_records_are_discarded_only_with_the_archives_authorisation():
    free = {rule.category for rule in RULES if rule.then is not Then.KEEP and not rule.needs_authorisation}
    assert free == {Category.DRAFTS, Category.READINGS}
    assert {rule.category for rule in RULES if rule.then is Then.KEEP} == {Category.REVIEWS, Category.ACTS}


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(day, months, end):
    assert add_months(day, months) == end
    assert kept_until(day, months) == end
    assert not is_due(end, end)
    assert is_due(end, end + DAY)


def test_without_the_event_nothing_is_due():
    assert kept_until(None, 6) is None
    assert not is_due(None, date(2099, 1, 1))


@given(DAYS, MONTHS)
def test_what_is_looked_for_by_day_is_what_is_due(on, months):
    last = events_kept_until(months, on)
    assert is_due(kept_until(last, months), on)
    assert not is_due(kept_until(last + DAY, months), on)


def test_of_the_days_that_end_together_the_last_counts():
    # the 28th to the 31st of January end together on 28 February
    assert events_kept_until(1, date(2026, 3, 1)) == date(2026, 1, 31)


def test_drafts_count_from_the_deadline_or_from_the_end():
    first, end = date(2026, 5, 1), date(2026, 9, 1)
    assert draft_event(first, end, revoked=False) == first
    assert draft_event(first, end, revoked=True) == end
    assert draft_event(first, None, revoked=False) == first
    assert draft_event(None, end, revoked=False) == end
    assert draft_event(None, None, revoked=False) is None


def test_lengths_and_lists():
    assert [length_problem(months) for months in (0, 1, LONGEST_MONTHS, LONGEST_MONTHS + 1)] == [
        True, False, False, True,
    ]  # fmt: skip
    day = date(2026, 3, 1)
    assert not list_is_stale(day, day + 30 * DAY, 30)
    assert list_is_stale(day, day + 31 * DAY, 30)
