"""How a term is explained, and how near it is."""

from datetime import date, timedelta

import pytest

from manifattura.calls.domain.clocks import Clock, Suspension, last_day
from manifattura.calls.domain.reckoning import Stop, Urgency, reckon, urgency
from manifattura.kernel.working_days import Calendar

CALENDAR = Calendar(holidays=frozenset({(12, 8)}))


def test_every_piece_of_a_computation():
    stop = Suspension(date(2026, 10, 21), date(2026, 11, 7), "10-bis")
    found = reckon(Clock(60, date(2026, 10, 1), (stop,)), CALENDAR)
    assert found.plain_end == date(2026, 11, 30)
    assert found.stops == (Stop(stop, 17),)
    assert found.counted_end == found.due_on == date(2026, 12, 17)
    assert found.skipped == ()


def test_days_moved_by_a_holiday():
    found = reckon(Clock(7, date(2026, 12, 1)), CALENDAR)
    assert (found.counted_end, found.due_on) == (date(2026, 12, 8), date(2026, 12, 9))
    assert found.skipped == (date(2026, 12, 8),)


def test_a_stop_on_the_last_day_skips_nothing():
    found = reckon(
        Clock(7, date(2026, 12, 1), (Suspension(date(2026, 12, 9), date(2026, 12, 16)),)), CALENDAR
    )
    assert (found.counted_end, found.due_on, found.skipped) == (date(2026, 12, 8), date(2026, 12, 16), ())


def test_days_of_two_stops_are_lost_once_and_only_within_the_term():
    first = Suspension(date(2026, 1, 5), date(2026, 1, 10))
    second = Suspension(date(2026, 1, 8), date(2026, 1, 12))
    late = Suspension(date(2026, 3, 1), date(2026, 3, 9))
    found = reckon(Clock(20, date(2026, 1, 7), (second, first, late)), CALENDAR)
    assert [stop.lost for stop in found.stops] == [3, 2, 0]
    assert found.counted_end == date(2026, 2, 1)


def test_a_stop_without_an_end_has_no_days_yet():
    found = reckon(Clock(20, date(2026, 1, 7), (Suspension(date(2026, 1, 9)),)), CALENDAR)
    assert found.stops[0].lost == 0
    assert (found.counted_end, found.due_on, found.skipped) == (None, None, ())


def test_what_waits_has_no_piece():
    found = reckon(Clock(20), CALENDAR)
    assert (found.plain_end, found.stops, found.counted_end, found.due_on) == (None, (), None, None)


@pytest.mark.parametrize(
    ("before", "level"),
    [
        (-1, Urgency.OVERDUE),
        (0, Urgency.TODAY),
        (1, Urgency.SOON),
        (3, Urgency.SOON),
        (4, Urgency.WEEK),
        (7, Urgency.WEEK),
        (8, Urgency.LATER),
    ],
)
def test_urgency(before, level):
    clock = Clock(10, date(2026, 1, 12))
    due_on = last_day(clock, CALENDAR)
    assert urgency(clock, due_on, due_on - timedelta(days=before)) is level


def test_what_waits_or_is_stopped_is_still():
    assert urgency(Clock(10), None, date(2026, 1, 1)) is Urgency.STILL
    stopped = Clock(10, date(2026, 1, 12), (Suspension(date(2026, 1, 13)),))
    assert urgency(stopped, None, date(2026, 1, 20)) is Urgency.STILL
