"""Where intervals with stated edges overlap, and where they leave values, or whole days, to nobody."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.intervals import Interval, ascending, gaps, overlaps


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans(), st.integers(0, 6), st.booleans()), max_size=4))
def test_intervals_overlap_or_leave_gaps_exactly_where_values_say_so(
    rows: list[tuple[int, bool, int, bool]],
) -> None:
    intervals = [
        found
        for at, (low, low_in, size, high_in) in enumerate(rows)
        if not (found := Interval((low, 1), low_in, (low + size, 1), high_in, str(at))).is_empty
    ]

    def holds(found: Interval, value: int) -> bool:
        assert found.low is not None
        assert found.high is not None
        low, high = found.low[0] * 4, found.high[0] * 4
        return (low < value or (low == value and found.low_in)) and (
            value < high or (value == high and found.high_in)
        )

    shared = any(sum(holds(found, value) for found in intervals) > 1 for value in range(60))
    assert bool(list(overlaps(intervals))) is shared
    ordered = ascending(intervals)
    assert sorted(found.text for found in ordered) == sorted(found.text for found in intervals)
    if not shared and ordered:
        inside = [value for value in range(60) if any(holds(found, value) for found in intervals)]
        broken = bool(inside) and len(inside) < inside[-1] - inside[0] + 1
        assert bool(list(gaps(intervals))) is broken
        days = range(0, 60, 4)
        inside = [value for value in days if any(holds(found, value) for found in intervals)]
        # an interval without a day inside makes no order of days to look for gaps in
        if all(any(holds(found, value) for value in days) for found in intervals):
            broken = len(inside) < (inside[-1] - inside[0]) // 4 + 1
            assert bool(list(gaps(intervals, whole=True))) is broken


def test_an_interval_without_end_leaves_no_gap() -> None:
    assert list(gaps([Interval(None, True, None, True, "a"), Interval(None, True, (1, 1), True, "b")])) == []
