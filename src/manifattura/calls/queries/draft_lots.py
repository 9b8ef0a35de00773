"""The lots of a draft, as its edition has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.allocation import (
    AfterWithdrawal,
    Allocation,
    LotReserve,
    LotRule,
    LotTie,
    OfferFormula,
    Offers,
    SpaceLot,
)
from ..domain.document import parts_from_document
from ..domain.states import CallKind

if TYPE_CHECKING:
    from ..models import Call


def read_allocation(call: Call) -> Allocation | None:
    """None without lots, and where the call cannot have any: it gives money, or has sessions, or is a register."""
    if call.gives_money or call.kind != CallKind.RANKING:
        return None
    rows = list(call.lotdrafts.all())
    if not rows:
        return None
    lots = tuple(
        SpaceLot(
            key=row.key,
            title=row.title,
            address=row.address,
            space=row.space,
            area=row.area,
            base=row.base,
            places=row.places,
            rule=LotRule(row.rule),
            formula=OfferFormula(row.formula),
            economic_max=row.economic_max,
            technical_min=row.technical_min,
            tie=LotTie(row.tie),
            offers=Offers(row.offers),
            preemption=row.preemption,
            reserves=parts_from_document(row.reserves, LotReserve),
        )
        for row in rows
    )
    return Allocation(
        lots,
        call.lots_most_bids,
        call.lots_most_won,
        call.lots_deposit,
        AfterWithdrawal(call.lots_after_withdrawal),
        call.lots_most_per_group,
        call.lots_bundles,
    )
