"""An outage gives back the time it took near a deadline, in whole hours; the rest of the time nobody lost anything."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.outages import (
    Interruption,
    Pulse,
    covers_deadline,
    gap,
    is_serving,
    proposed_deadline,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WINDOW = 2 * DAY


def test_a_silence_counts_from_its_shortest_length():
    five = timedelta(minutes=5)
    assert gap(None, NOON, five) is None
    assert gap(NOON - timedelta(minutes=4), NOON, five) is None
    found = gap(NOON - five, NOON, five)
    assert found == Interruption(NOON - five, NOON)
    assert found.length == five


def test_only_what_falls_near_the_deadline_is_given_back():
    opens, deadline = NOON - 30 * DAY, NOON
    early = Interruption(NOON - 10 * DAY, NOON - 9 * DAY)
    late = Interruption(NOON + HOUR, NOON + 2 * HOUR)
    assert proposed_deadline(early, opens, deadline, WINDOW) is None
    assert proposed_deadline(late, opens, deadline, WINDOW) is None
    near = Interruption(NOON - 3 * HOUR, NOON - timedelta(hours=1, minutes=30))
    assert proposed_deadline(near, opens, deadline, WINDOW) == NOON + 2 * HOUR
    whole = Interruption(NOON - 5 * HOUR, NOON - 3 * HOUR)
    assert proposed_deadline(whole, opens, deadline, WINDOW) == NOON + 2 * HOUR


def test_who_was_waiting_gets_an_hour_after_the_system_is_back():
    over = Interruption(NOON - timedelta(minutes=10), NOON + 3 * HOUR)
    assert proposed_deadline(over, NOON - DAY, NOON, WINDOW) == NOON + 4 * HOUR
    assert covers_deadline(over, NOON)
    assert not covers_deadline(Interruption(NOON - HOUR, NOON - timedelta(seconds=1)), NOON)


@given(start=st.integers(-5000, 5000), length=st.integers(1, 5000))
def test_a_proposal_is_later_than_the_deadline_and_than_the_end_of_the_outage(start, length):
    stopped = Interruption(
        NOON + timedelta(minutes=start), NOON + timedelta(minutes=start) + timedelta(minutes=length)
    )
    proposed = proposed_deadline(stopped, NOON - 30 * DAY, NOON, WINDOW)
    if proposed is not None:
        assert proposed > NOON
        assert proposed >= stopped.ended_at + HOUR
        assert proposed.minute == proposed.second == 0


def test_the_system_serves_while_a_web_process_speaks_and_few_are_refused():
    quiet = timedelta(seconds=50)
    fresh, old = NOON - timedelta(seconds=10), NOON - timedelta(minutes=2)

    def serves(*pulses):
        return is_serving(pulses, NOON, quiet, 10)

    assert serves()
    assert serves(Pulse(fresh, 0, 0), Pulse(old, 10, 10))
    assert not serves(Pulse(old, 0, 0))
    assert serves(Pulse(fresh, 100, 9))
    assert not serves(Pulse(fresh, 100, 4), Pulse(fresh, 20, 8))
