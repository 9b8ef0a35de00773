"""Who came before whom: the instant of proof decides between the ways in, the arrival number between those sent on line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Arrival:
    """`number`: drawn at sending, or at registration where an officer `entered` it; then `at` is what its proof says."""

    number: int
    at: datetime
    entered: bool = False


def in_order_of_arrival(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """By instant, then by number.

    Those sent on line keep the order of the numbers on their receipts, even if the clock was set back between two of them:
    each counts from the latest instant reached up to its number. At the same instant the lower number comes first.
    """
    keys: list[tuple[datetime, int, Arrival]] = []
    latest: datetime | None = None
    for one in sorted(arrivals, key=lambda each: each.number):
        if one.entered:
            at = one.at
        else:
            at = latest = one.at if latest is None else max(latest, one.at)
        keys.append((at, one.number, one))
    return [one for _, _, one in sorted(keys, key=lambda key: key[:2])]
