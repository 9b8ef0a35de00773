"""Whom a lot keeps of those who ask for it: pre-emption, reserved places, open ones."""

from collections.abc import Collection
from operator import attrgetter

from manifattura.evaluation.domain.allocation.version2.model import (
    OPEN,
    PREEMPTION,
    Lot,
    LotOrder,
    Placed,
    reserved,
)

position = attrgetter("position")


def choose(order: LotOrder, asking: Collection[str]) -> dict[str, str]:
    """Each whom the lot keeps, with its place.

    Who is refused here is refused too when more ask: another one fills a place that was free or pushes one down.
    """
    lot = order.lot
    rows = sorted([order.of[one] for one in asking], key=position)
    kept: dict[str, str] = {}
    left = lot.places - sum(reserve.places for reserve in lot.reserves)
    right = lot.preemption
    if right is not None and right.exercised and right.applicant in asking:
        kept[right.applicant] = PREEMPTION
        left -= 1
    for reserve in lot.reserves:
        places = reserve.places
        for row in rows:
            if places and row.applicant not in kept and reserve.flag in row.flags:
                kept[row.applicant] = reserved(reserve.flag)
                places -= 1
        if reserve.fallback:
            left += places
    for row in rows:
        if left and row.applicant not in kept:
            kept[row.applicant] = OPEN
            left -= 1
    return kept


def may_take(place: str, row: Placed, lot: Lot, *, nobody_has_the_flag: bool) -> bool:
    """Whether a place that came free is open to this bidder."""
    for reserve in lot.reserves:
        if place == reserved(reserve.flag):
            return reserve.flag in row.flags or (reserve.fallback and nobody_has_the_flag)
    return True
