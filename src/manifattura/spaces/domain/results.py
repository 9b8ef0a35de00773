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
    """A space under an agreement whose activity began. Rents EUR a year; `until`: the day it ended, None: it goes on.

    `net_m2`: of the space; `part_m2`: what this tenant has of it, None: the whole.
    """

    space: int
    net_m2: Decimal
    nil: int | None
    since: date
    until: date | None
    market: Decimal
    rent: Decimal
    part_m2: Decimal | None = None


@dataclass(frozen=True)
class Year:
    """`m2`: surface that began to be used in the year; what was in use before does not count again, nor does its space."""

    year: int
    spaces: int
    m2: Decimal
    foregone: Decimal


def by_year(used: Collection[Used], today: date) -> tuple[Year, ...]:
    """From the first year with a start to this one."""
    if not used:
        return ()
    found, spaces, m2 = [], 0, Decimal(0)
    for year in range(min(one.since.year for one in used), today.year + 1):
        begun = [one for one in used if one.since.year <= year]
        so_far, surface_so_far = len({one.space for one in begun}), surface(begun)
        found.append(Year(year, so_far - spaces, surface_so_far - m2, foregone(used, year, today)))
        spaces, m2 = so_far, surface_so_far
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
    """Square metres: parts of a space add up to no more than the space, however often it changed hands."""
    whole: dict[int, Decimal] = {}
    for one in used:
        part = one.net_m2 if one.part_m2 is None else one.part_m2
        whole[one.space] = min(one.net_m2, whole.get(one.space, Decimal(0)) + part)
    return sum(whole.values(), Decimal(0))


def share_in(used: Collection[Used], nils: Collection[int]) -> Decimal | None:
    """Per cent of the surface that lies in these quarters; None where there is no surface."""
    whole = surface(used)
    return surface(one for one in used if one.nil in nils) * WHOLE / whole if whole else None
