"""The lots that nobody won, as the lots of a new call: the same rules, a lower base."""

from collections.abc import Collection
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from manifattura.calls.domain.allocation import Allocation, SpaceLot

CENT = Decimal("0.01")
LEAST_CUT, MOST_CUT = Decimal(0), Decimal("0.90")


def void_allocation(allocation: Allocation, void: Collection[str], cut: Decimal) -> Allocation:
    """`cut`: the share (0–0.90) taken off each base, to the cent; added where the lower offer wins. What one may ask for and win fits the fewer lots."""
    lots = tuple(_lower(lot, cut) for lot in allocation.lots if lot.key in void)
    bids = min(allocation.most_bids, len(lots))
    won = min(allocation.most_won, bids)
    return replace(
        allocation, lots=lots, most_bids=bids, most_won=won, bundles=allocation.bundles and won > 1
    )


def _lower(lot: SpaceLot, cut: Decimal) -> SpaceLot:
    if lot.base is None:
        return lot
    share = 1 + cut if lot.falls else 1 - cut
    return replace(lot, base=(lot.base * share).quantize(CENT, ROUND_HALF_UP))
