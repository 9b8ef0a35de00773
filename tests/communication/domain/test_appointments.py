"""Which slots a plan gives, and who still gets a place."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.communication.domain.appointments import (
    LONGEST_PLAN,
    ROME,
    Plan,
    PlanFault,
    Slot,
    free_places,
    may_change,
    new_among,
    slots_of,
)

MONDAY = date(2027, 3, 22)
LONG_AGO = datetime(2027, 1, 1, tzinfo=UTC)
WORKDAYS = frozenset(range(5))


def plan(**more):
    facts = {"first": MONDAY, "last": MONDAY, "opens": time(9), "closes": time(10, 45), "minutes": 30}
    return Plan(**{**facts, "weekdays": WORKDAYS, **more})


def slots(one, moment=LONG_AGO, is_working=lambda day: True):
    return slots_of(one, is_working=is_working, moment=moment)


def test_one_after_the_other_and_none_ends_after_closing():
    assert [f"{one.starts_at:%H:%M}-{one.ends_at:%H:%M}" for one in slots(plan())] == [
        "09:00-09:30", "09:30-10:00", "10:00-10:30",
    ]  # fmt: skip
    assert all(one.starts_at.tzinfo is ROME for one in slots(plan()))


def test_days_of_the_week_exceptions_holidays_and_the_past():
    fortnight = plan(last=MONDAY + timedelta(days=13), closes=time(9, 30), weekdays=frozenset({0, 2}))
    assert [one.starts_at.day for one in slots(fortnight)] == [22, 24, 29, 31]
    closed = plan(
        last=MONDAY + timedelta(days=13), closes=time(9, 30), weekdays=frozenset({0, 2}),
        closed=frozenset({date(2027, 3, 24)}),
    )  # fmt: skip
    easter_monday = date(2027, 3, 29)
    found = slots(closed, is_working=lambda day: day != easter_monday)
    assert [one.starts_at.day for one in found] == [22, 31]
    assert len(slots(plan(), moment=datetime(2027, 3, 22, 9, 30, tzinfo=ROME))) == 1


def test_summer_time_keeps_the_hour_on_the_wall():
    sunday = date(2027, 3, 28)
    found = slots(plan(first=sunday - timedelta(days=2), last=sunday + timedelta(days=1), closes=time(9, 30)))
    assert [one.starts_at.hour for one in found] == [9, 9]
    assert [one.starts_at.astimezone(UTC).hour for one in found] == [8, 7]


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (plan(last=MONDAY - timedelta(days=1)), PlanFault.BACKWARDS),
        (plan(last=MONDAY + LONGEST_PLAN + timedelta(days=1)), PlanFault.LONG),
        (plan(closes=time(9, 29)), PlanFault.HOURS),
        (plan(weekdays=frozenset({6})), PlanFault.EMPTY),
        (plan(last=MONDAY + timedelta(days=60), closes=time(18), minutes=15), PlanFault.MANY),
    ],
)
def test_plans_that_are_not_taken(one, fault):
    assert slots(one) is fault


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=12), st.integers(5, 60))
def test_what_is_opened_never_runs_into_what_is_there(there, minutes):
    begin = datetime(2027, 3, 22, 9, tzinfo=ROME)
    old = [
        Slot(begin + timedelta(minutes=at), begin + timedelta(minutes=at + length)) for at, length in there
    ]
    wanted = slots(plan(closes=time(15), minutes=minutes))
    new = new_among(wanted, old)
    for one in wanted:
        free = all(one.ends_at <= other.starts_at or other.ends_at <= one.starts_at for other in old)
        assert (one in new) is free


def test_places_and_the_hour():
    assert [free_places(2, taken=taken) for taken in (0, 1, 2, 3)] == [2, 1, 0, 0]
    begin = datetime(2027, 3, 22, 9, tzinfo=ROME)
    assert may_change(begin, begin - timedelta(seconds=1))
    assert not may_change(begin, begin)
