"""Order of arrival across the ways in: proofs against clocks, numbers among those sent on line."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.arrival_order import Arrival, in_order_of_arrival

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def numbers(*arrivals):
    return [one.number for one in in_order_of_arrival(arrivals)]


def test_paper_counts_from_its_proof_not_from_its_typing():
    on_line = [Arrival(1, NOON), Arrival(2, NOON + 10 * MINUTE)]
    assert numbers(*on_line, Arrival(9, NOON + 5 * MINUTE, entered=True)) == [1, 9, 2]
    assert numbers(*on_line, Arrival(9, NOON - MINUTE, entered=True)) == [9, 1, 2]
    assert numbers(*on_line, Arrival(9, NOON + 10 * MINUTE, entered=True)) == [1, 2, 9]
    assert numbers() == []


def test_a_clock_set_back_does_not_undo_receipts():
    assert numbers(Arrival(1, NOON), Arrival(2, NOON - MINUTE)) == [1, 2]
    # on paper after the first and before the third: the second counts from the instant of the first
    late = Arrival(4, NOON + MINUTE / 2, entered=True)
    assert numbers(Arrival(1, NOON), Arrival(2, NOON - MINUTE), Arrival(3, NOON + MINUTE), late) == [
        1,
        2,
        4,
        3,
    ]


@given(
    st.lists(st.tuples(st.integers(1, 99), st.integers(0, 9), st.booleans()), unique_by=lambda row: row[0])
)
def test_numbers_order_those_sent_on_line_and_proofs_the_others(rows):
    arrivals = [Arrival(number, NOON + at * MINUTE, entered) for number, at, entered in rows]
    found = in_order_of_arrival(arrivals)
    assert sorted(found, key=lambda one: one.number) == sorted(arrivals, key=lambda one: one.number)
    for entered in (False, True):
        same = [one for one in found if one.entered is entered]
        order = [(one.at, one.number) if entered else (NOON, one.number) for one in same]
        assert order == sorted(order)
    assert found == in_order_of_arrival(reversed(arrivals))
