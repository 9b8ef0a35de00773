"""The order of a lot in version 2: offers that rise or fall, improved offers among equal ones."""

from collections.abc import Iterable, Sequence

from manifattura.evaluation.domain.allocation.model import Formula, Reason, SortKey
from manifattura.evaluation.domain.allocation.version2.model import (
    Applicant,
    Bid,
    Lot,
    LotOrder,
    Offers,
    Placed,
    Rule,
    TieBreaker,
    TieBy,
)
from manifattura.evaluation.domain.ranking.order import draw_key
from manifattura.kernel.scaled import half_up
from manifattura.kernel.scaled import hundredths_text as shown


def fault_of(lot: Lot, bid: Bid) -> Reason | None:
    """Why a bid is not admissible."""
    least = lot.award.technical_min
    if bid.technical is not None and least is not None and bid.technical < least:
        return Reason("TECHNICAL_BELOW_MIN", {"technical": shown(bid.technical), "min": shown(least)})
    if bid.offer is not None and lot.base is not None and better(lot, lot.base, bid.offer):
        code = "OFFER_ABOVE_BASE" if lot.award.offers is Offers.DISCOUNT else "OFFER_BELOW_BASE"
        return Reason(code, {"offer": shown(bid.offer), "base": shown(lot.base)})
    return None


def better(lot: Lot, one: int, other: int) -> bool:
    """Whether the offer `one` beats `other`: the higher of a rise, the lower of a discount."""
    return one < other if lot.award.offers is Offers.DISCOUNT else one > other


def best_of(lot: Lot, offers: Iterable[int]) -> int | None:
    if lot.award.offers is Offers.DISCOUNT:
        return min(offers, default=None)
    return max(offers, default=None)


def order_of(lot: Lot, bids: Iterable[tuple[Applicant, Bid]]) -> LotOrder:
    """The admissible bids in order. Bids withdrawn after the award stay in it: scores and best offers are frozen."""
    admissible: list[tuple[Applicant, Bid]] = []
    inadmissible: dict[str, Reason] = {}
    for applicant, bid in bids:
        fault = fault_of(lot, bid)
        if fault is None:
            admissible.append((applicant, bid))
        else:
            inadmissible[applicant.id] = fault
    best = best_of(lot, [bid.offer for _, bid in admissible if bid.offer is not None])
    rows = [_row(lot, applicant, bid, best or 0) for applicant, bid in admissible]
    rows.sort(key=lambda row: row[0])
    placed: list[Placed] = []
    for position, (key, applicant, bid, economic, total) in enumerate(rows, start=1):
        tie_break = separator(placed[-1].key, key, lot.tie_breakers) if placed else None
        placed.append(Placed(position, applicant.id, applicant.flags, bid, economic, total, tie_break, key))
    return LotOrder(lot, best, tuple(placed), {row.applicant: row for row in placed}, inadmissible)


def separator(higher: SortKey, lower: SortKey, tie_breakers: Sequence[TieBreaker]) -> TieBy | None:
    """The first tie breaker that puts `higher` before `lower`; None when the totals already differ."""
    if higher[0] != lower[0]:
        return None
    # The last tie breaker is a draw: two keys always differ somewhere.
    return next(
        breaker.by
        for breaker, one, other in zip(tie_breakers, higher[1:], lower[1:], strict=True)
        if one != other
    )


def economic_points(lot: Lot, offer: int, best: int) -> int:
    """Hundredths, half-up: the best offer has them all, unless a rise leaves nothing to divide by."""
    most, base = lot.award.economic_max or 0, lot.base or 0
    if lot.award.formula is Formula.INTERPOLATED:
        gained, span = abs(offer - base), abs(best - base)
    elif lot.award.offers is Offers.DISCOUNT:
        # An offer of nothing is the best there can be.
        gained, span = (best, offer) if offer else (1, 1)
    else:
        gained, span = offer, best
    return half_up(most * gained, span) if span else 0


def _row(
    lot: Lot, applicant: Applicant, bid: Bid, best: int
) -> tuple[SortKey, Applicant, Bid, int | None, int]:
    technical, offer = bid.technical or 0, bid.offer or 0
    economic = economic_points(lot, offer, best) if lot.award.rule is Rule.MEAT else None
    if lot.award.rule is Rule.BEST_OFFER:
        total, worth = offer, _worth(lot, offer)
    else:
        total = technical + (economic or 0)
        worth = -total
    key = (worth, *[_tie_key(breaker, lot, applicant, bid) for breaker in lot.tie_breakers])
    return key, applicant, bid, economic, total


def _worth(lot: Lot, offer: int) -> int:
    """Lower goes first."""
    return offer if lot.award.offers is Offers.DISCOUNT else -offer


def _tie_key(breaker: TieBreaker, lot: Lot, applicant: Applicant, bid: Bid) -> int | str:
    match breaker.by:
        case TieBy.TECHNICAL:
            return -(bid.technical or 0)
        case TieBy.OFFER:
            return _worth(lot, bid.offer or 0)
        case TieBy.IMPROVED:
            return _worth(lot, (bid.offer or 0) if bid.improved is None else bid.improved)
        case TieBy.ARRIVAL:
            return applicant.arrival
    return draw_key(breaker.seed, applicant.id)
