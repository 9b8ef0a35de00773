"""The public replay file of an allocation of lots, from the rules of the call, the technical points and the opened offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie, SpaceLot
from manifattura.evaluation.domain.allocation.document import VERSION_2
from manifattura.evaluation.domain.allocation.read import FORMAT


@dataclass(frozen=True)
class Bidder:
    """An application that counts: neutral code, lots most wanted first, lot → technical points, lot → offer as it was sealed."""

    code: str
    arrival: int
    technical: Mapping[str, Decimal]
    choices: Sequence[str]
    offers: Mapping[str, Decimal]

    def bids(self, allocation: Allocation) -> list[str]:
        """The lots it can be compared on: where an offer is wanted, one that could be opened."""
        return [
            lot
            for lot in self.choices
            if not allocation.lot(lot).wants_offer or self.offers.get(lot) is not None
        ]


def allocation_document(
    allocation: Allocation,
    *,
    call_id: str,
    technical_max: Decimal,
    bidders: Sequence[Bidder],
    draw_seed: str,
    left: Sequence[str] = (),
) -> dict[str, Any]:
    """Version 1 wherever it says enough. `left`: codes of those who left after the scoring, the first first."""
    wide = bool(left) or any(lot.places > 1 for lot in allocation.lots)
    in_it = {one.code: one.bids(allocation) for one in bidders}
    document: dict[str, Any] = {
        "format": VERSION_2 if wide else FORMAT,
        "call": {"id": call_id, **({"after_withdrawal": allocation.after_withdrawal.value} if wide else {})},
        "lots": [_lot(lot, technical_max, draw_seed, wide=wide) for lot in allocation.lots],
        "applicants": [
            {
                "id": one.code,
                "arrival": one.arrival,
                "max_lots": allocation.most_won,
                "bids": [_bid(one, allocation.lot(lot)) for lot in in_it[one.code]],
                "preferences": in_it[one.code],
            }
            for one in bidders
            if in_it[one.code]
        ],
    }
    if left:
        gone = [code for code in left if in_it.get(code)]
        document["withdrawals"] = [{"applicant": code, "lots": in_it[code]} for code in gone]
    return document


def _lot(lot: SpaceLot, technical_max: Decimal, draw_seed: str, *, wide: bool) -> dict[str, Any]:
    award: dict[str, Any] = {"rule": _rule(lot.rule, wide=wide)}
    if lot.wants_points:
        award["technical_max"] = _points(technical_max)
        if lot.technical_min is not None:
            award["technical_min"] = _points(lot.technical_min)
    if lot.rule is LotRule.MEAT:
        award |= {"economic_max": _points(lot.economic_max or Decimal(0)), "formula": lot.formula.value}
    if lot.wants_offer and wide:
        award["offers"] = "rise"
    ties: list[dict[str, str]] = [] if lot.tie is LotTie.DRAW else [{"by": lot.tie.value}]
    return {
        "id": lot.key,
        **({"base": _money(lot.base or Decimal(0))} if lot.wants_offer else {}),
        "award": award,
        "tie_breakers": [*ties, {"by": "draw", "seed": draw_seed}],
        **({"places": lot.places} if wide else {}),
    }


def _rule(rule: LotRule, *, wide: bool) -> str:
    return "best_offer" if wide and rule is LotRule.HIGHEST_OFFER else rule.value


def _bid(bidder: Bidder, lot: SpaceLot) -> dict[str, str]:
    return {
        "lot": lot.key,
        **({"technical": _points(bidder.technical[lot.key])} if lot.wants_points else {}),
        **({"offer": _money(bidder.offers[lot.key])} if lot.wants_offer else {}),
    }


def _points(points: Decimal) -> str:
    return format(points, ".2f")


def _money(amount: Decimal) -> str:
    return format(amount, ".2f")
