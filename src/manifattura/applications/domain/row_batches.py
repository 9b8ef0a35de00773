"""Which rows ever got a digest: a chain of keyed notes, so that a row that vanishes with its digest is missed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from manifattura.kernel.canonical_json import canonical_json


@dataclass
class RowSet:
    """Numbers of rows, kept as ranges without overlap, in order."""

    ranges: list[tuple[int, int]] = field(default_factory=list)

    def __contains__(self, row: int) -> bool:
        at = bisect_right(self.ranges, (row, row))
        return (at > 0 and self.ranges[at - 1][1] >= row) or (
            at < len(self.ranges) and self.ranges[at][0] == row
        )

    def __iter__(self) -> Iterator[int]:
        for first, last in self.ranges:
            yield from range(first, last + 1)

    @property
    def highest(self) -> int:
        return self.ranges[-1][1] if self.ranges else 0

    def text(self) -> str:
        """`1-4,7`"""
        return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in self.ranges)


def rows_of(numbers: Iterable[int]) -> RowSet:
    return _joined((number, number) for number in numbers)


def union(texts: Iterable[str]) -> RowSet:
    """Of sets as `RowSet.text` writes them."""
    found: list[tuple[int, int]] = []
    for text in texts:
        for part in text.split(","):
            first, _dash, last = part.partition("-")
            found.append((int(first), int(last or first)))
    return _joined(found)


def _joined(ranges: Iterable[tuple[int, int]]) -> RowSet:
    joined: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return RowSet(joined)


def batch_text(
    *, number: int, made_at: str, previous: str, rows: Mapping[str, str], closed: Mapping[str, int]
) -> bytes:
    """What the digest of a note is computed over. `rows`: table → numbers; `closed`: table → nothing new comes up to it."""
    return canonical_json(
        {
            "batch": number,
            "closed": dict(closed),
            "made_at": made_at,
            "previous": previous,
            "rows": dict(rows),
        }
    )
