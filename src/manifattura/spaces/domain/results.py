"""What came of the spaces: surface in use again, rent given up, share in the quarters aimed at; year by year."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from manifattura.kernel.money import ZERO, to_cents

WHOLE = Decimal(100)


@dataclass(frozen=True)
class Used:
    """A space under an agreement whose activity began. Rents EUR a year; `until`: the day it ended, None: it goes on."""

    space: int
    net_m2: Decimal
    nil: int | None
    since: date
    until: date | None
    market: Decimal
    rent: Decimal


@dataclass(frozen=True)
class Year:
    """`m2`: surface that began to be used in the year, each space once in its first year."""

    year: int
    spaces: int
    m2: Decimal
    foregone: Decimal


def by_year(used: Collection[Used], today: date) -> tuple[Year, ...]:
    """From the first year with a start to this one."""
    if not used:
        return ()
    first: dict[int, Used] = {}
    for one in sorted(used, key=lambda row: row.since):
        first.setdefault(one.space, one)
    found = []
    for year in range(min(one.since.year for one in used), today.year + 1):
        new = [one for one in first.values() if one.since.year == year]
        found.append(
            Year(year, len(new), sum((one.net_m2 for one in new), Decimal(0)), foregone(used, year, today))
        )
    return tuple(found)


def foregone(used: Iterable[Used], year: int, today: date) -> Decimal:
    """Market rent less rent, for the days of the year on which each space was used, up to today."""
    start, end = date(year, 1, 1), min(date(year, 12, 31), today)
    length = (date(year + 1, 1, 1) - start).days
    total = ZERO
    for one in used:
        days = (min(end, one.until or end) - max(start, one.since)).days + 1
        total += max(ZERO, one.market - one.rent) * max(0, days) / length
    return to_cents(total)


def surface(used: Iterable[Used]) -> Decimal:
    """Square metres, each space once."""
    return sum({one.space: one.net_m2 for one in used}.values(), Decimal(0))


def share_in(used: Collection[Used], nils: Collection[int]) -> Decimal | None:
    """Per cent of the surface that lies in these quarters; None where there is no surface."""
    whole = surface(used)
    return surface(one for one in used if one.nil in nils) * WHOLE / whole if whole else None
