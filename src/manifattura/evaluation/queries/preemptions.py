"""The rights of pre-emption of a session: those recorded, what the allocation is told of them, lots that still wait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from ..domain.lots_input import Right
from ..domain.preemptions import STANDING, RightOutcome, asked_lots
from ..models import Preemption

if TYPE_CHECKING:
    from .candidates import Ranked


def preemptions_of(round_id: int) -> QuerySet[Preemption]:
    """All of the session, those annulled too, in the order in which they were asked."""
    return Preemption.objects.filter(round_id=round_id).select_related("application__lead", "settled_by")


def standing_preemptions(round_id: int) -> dict[str, Preemption]:
    """Lot → the one that stands."""
    return {one.lot_key: one for one in preemptions_of(round_id).filter(outcome__in=sorted(STANDING))}


def rights_of(round_id: int) -> Mapping[str, Right]:
    """Lot → who has the right and whether it was exercised; only what is settled changes anything."""
    return {
        lot: Right(one.application.code, one.outcome == RightOutcome.EXERCISED)
        for lot, one in standing_preemptions(round_id).items()
        if one.application is not None
    }


def unsettled_lots(ranked: Ranked) -> list[str]:
    """Names of the lots on which somebody may have a right, and nobody has said yet what becomes of it."""
    allocation = ranked.edition.allocation
    if allocation is None or ranked.lots is None:
        return []
    words = {lot.key: lot.preemption for lot in allocation.lots}
    standing = standing_preemptions(ranked.round.pk)
    return [
        allocation.lot(lot).title
        for lot in asked_lots(words, ranked.lots.result)
        if lot not in standing or standing[lot].outcome == RightOutcome.ASKED
    ]
