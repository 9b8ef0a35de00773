"""Intervals with stated edges: where two overlap, where a gap is left between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .formulas import Ratio


@dataclass(frozen=True)
class Interval:
    """`low` and `high` are exact values, None without end; `text` is how a person reads it."""

    low: Ratio | None
    low_in: bool
    high: Ratio | None
    high_in: bool
    text: str

    @property
    def is_empty(self) -> bool:
        if self.low is None or self.high is None or below(self.low, self.high):
            return False
        return below(self.high, self.low) or not (self.low_in and self.high_in)


def below(one: Ratio, other: Ratio) -> bool:
    return one[0] * other[1] < other[0] * one[1]


def ascending(intervals: Sequence[Interval]) -> list[Interval]:
    """By their lower edge; one without comes first, and of two with the same edge the one that contains it."""
    return sorted(intervals, key=_Edge)


def overlaps(intervals: Sequence[Interval]) -> Iterator[tuple[Interval, Interval]]:
    """Neighbours, in ascending order, that share at least one value."""
    for one, other in pairwise(ascending(intervals)):
        if one.high is None or other.low is None:
            yield one, other
            continue
        touching = not below(one.high, other.low) and one.high_in and other.low_in
        if below(other.low, one.high) or touching:
            yield one, other


def gaps(intervals: Sequence[Interval], *, whole: bool = False) -> Iterator[tuple[Interval, Interval]]:
    """Neighbours, in ascending order, that leave at least one value between them to nobody.

    `whole`: values are whole numbers, as days are; from the last of one to the first of the next there may be nothing.
    """
    for one, other in pairwise(ascending(intervals)):
        if one.high is None or other.low is None:
            continue
        if whole:
            last = one.high[0] // one.high[1] - (not one.high_in)
            if other.low[0] // other.low[1] + (not other.low_in) > last + 1:
                yield one, other
            continue
        touching = not below(one.high, other.low) and not below(other.low, one.high)
        if below(one.high, other.low) or (touching and not one.high_in and not other.low_in):
            yield one, other


class _Edge:
    """Sorts by the lower edge without making fractions."""

    __slots__ = ("interval",)

    def __init__(self, interval: Interval) -> None:
        self.interval = interval

    def __lt__(self, other: "_Edge") -> bool:
        mine, theirs = self.interval, other.interval
        if mine.low is None or theirs.low is None:
            return mine.low is None and theirs.low is not None
        if below(mine.low, theirs.low) or below(theirs.low, mine.low):
            return below(mine.low, theirs.low)
        return mine.low_in and not theirs.low_in
