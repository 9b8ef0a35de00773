"""The order of a lot: who is admissible, economic points, total, tie breakers (docs/formats.md, Order of a lot)."""

from collections.abc import Iterable, Sequence

from manifattura.evaluation.domain.allocation.model import (
    Applicant,
    Award,
    Bid,
    Formula,
    Lot,
    LotOrder,
    Placed,
    Reason,
    Rule,
    SortKey,
    TieBreaker,
    TieBy,
)
from manifattura.evaluation.domain.ranking.order import draw_key
from manifattura.kernel.scaled import half_up
from manifattura.kernel.scaled import hundredths_text as shown


def order_of(lot: Lot, bids: Iterable[tuple[Applicant, Bid]]) -> LotOrder:
    """The admissible bids in order, and why the others are not."""
    admissible: list[tuple[Applicant, Bid]] = []
    inadmissible: dict[str, Reason] = {}
    for applicant, bid in bids:
        fault = _fault(lot, bid)
        if fault is None:
            admissible.append((applicant, bid))
        else:
            inadmissible[applicant.id] = fault
    offers = [bid.offer for _, bid in admissible if bid.offer is not None]
    best = max(offers, default=None)
    return LotOrder(lot, best, _placed(lot, admissible, best or 0), inadmissible)


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


def economic_points(award: Award, offer: int, base: int, best: int) -> int:
    """Hundredths, half-up; an offer alone at the top has them all, unless the rule divides by nothing."""
    assert award.economic_max is not None
    above, span = offer, best
    if award.formula is Formula.INTERPOLATED:
        above, span = offer - base, best - base
    return half_up(award.economic_max * above, span) if span else 0


def _fault(lot: Lot, bid: Bid) -> Reason | None:
    least = lot.award.technical_min
    if bid.technical is not None and least is not None and bid.technical < least:
        return Reason("TECHNICAL_BELOW_MIN", {"technical": shown(bid.technical), "min": shown(least)})
    if bid.offer is not None and lot.base is not None and bid.offer < lot.base:
        return Reason("OFFER_BELOW_BASE", {"offer": shown(bid.offer), "base": shown(lot.base)})
    return None


def _placed(lot: Lot, admissible: Iterable[tuple[Applicant, Bid]], best: int) -> tuple[Placed, ...]:
    rows = []
    for applicant, bid in admissible:
        economic, total = _points(lot, bid, best)
        key = (-total, *[_tie_key(breaker, applicant, bid) for breaker in lot.tie_breakers])
        rows.append((key, applicant.id, bid, economic, total))
    rows.sort(key=lambda row: row[0])
    placed: list[Placed] = []
    for position, (key, applicant_id, bid, economic, total) in enumerate(rows, start=1):
        tie_break = separator(placed[-1].key, key, lot.tie_breakers) if placed else None
        placed.append(Placed(position, applicant_id, bid, economic, total, tie_break, key))
    return tuple(placed)


def _points(lot: Lot, bid: Bid, best: int) -> tuple[int | None, int]:
    """Economic points, where there are any, and the total."""
    match lot.award.rule:
        case Rule.MEAT:
            assert bid.technical is not None
            assert bid.offer is not None
            economic = economic_points(lot.award, bid.offer, lot.base or 0, best)
            return economic, bid.technical + economic
        case Rule.HIGHEST_OFFER:
            return None, bid.offer or 0
    return None, bid.technical or 0


def _tie_key(breaker: TieBreaker, applicant: Applicant, bid: Bid) -> int | str:
    match breaker.by:
        case TieBy.TECHNICAL:
            return -(bid.technical or 0)
        case TieBy.OFFER:
            return -(bid.offer or 0)
        case TieBy.ARRIVAL:
            return applicant.arrival
    return draw_key(breaker.seed, applicant.id)
