"""The public replay file of an allocation of lots, from the rules of the call, the technical points and the opened offers."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.allocation import Allocation, LotReserve, LotRule, LotTie, SpaceLot
from manifattura.evaluation.domain.allocation.document import VERSION_2
from manifattura.evaluation.domain.allocation.read import FORMAT


@dataclass(frozen=True)
class Right:
    """Who has the pre-emption on a lot, and whether it was exercised."""

    applicant: str
    exercised: bool


@dataclass(frozen=True)
class Bidder:
    """An application that counts: neutral code, lots most wanted first, lot → technical points, lot → offer as it was sealed."""

    code: str
    arrival: int
    technical: Mapping[str, Decimal]
    choices: Sequence[str]
    offers: Mapping[str, Decimal]
    flags: Sequence[str] = ()
    """Neutral names of the flags it has."""
    link: str = ""
    """The same word for all that are linked."""
    together: Sequence[Sequence[str]] = ()
    """Lots wanted all or none, two or more at a time; among them may be some that are not in `choices`."""
    improved: Mapping[str, Decimal] = field(default_factory=dict)
    """Lot → the better offer written in the sitting of those who had offered the same."""

    def bids(self, allocation: Allocation) -> list[str]:
        """The lots it can be compared on, without those wanted only with one where it cannot be."""
        readable = self._readable(allocation)
        broken = self.broken(allocation)
        return [lot for lot in self.choices if lot in readable and lot not in broken]

    def broken(self, allocation: Allocation) -> dict[str, list[str]]:
        """Lot it could be compared on → those it wants it with where it cannot be: all of them or none."""
        readable = self._readable(allocation)
        missing = {tuple(bundle): [lot for lot in bundle if lot not in readable] for bundle in self.together}
        return {lot: gone for bundle, gone in missing.items() if gone for lot in bundle if lot in readable}

    def preferences(self, allocation: Allocation) -> list[str | list[str]]:
        """The lots it bids for, most wanted first; those wanted together as one line."""
        line = {lot: list(bundle) for bundle in self.together for lot in bundle}
        found: list[str | list[str]] = []
        for lot in self.bids(allocation):
            if lot not in line:
                found.append(lot)
            elif lot == line[lot][0]:
                found.append(line[lot])
        return found

    def _readable(self, allocation: Allocation) -> set[str]:
        """Where an offer is wanted, one that could be opened."""
        return {
            lot
            for lot in self.choices
            if not allocation.lot(lot).wants_offer or self.offers.get(lot) is not None
        }


def allocation_document(
    allocation: Allocation,
    *,
    call_id: str,
    technical_max: Decimal,
    bidders: Sequence[Bidder],
    draw_seed: str,
    left: Sequence[str] = (),
    flags: Mapping[str, str] | None = None,
    rights: Mapping[str, Right] | None = None,
) -> dict[str, Any]:
    """Version 1 wherever it says enough. `left`: codes of those who left after the scoring, the first first.

    `flags`: key of a flag → its neutral name; of those of an applicant only the ones that a lot is reserved to are written.
    """
    groups = _groups(allocation, bidders)
    wide = (
        bool(left or groups)
        or any(one.together for one in bidders)
        or any(
            lot.places > 1 or lot.reserves or lot.falls or lot.tie is LotTie.IMPROVED or lot.preemption
            for lot in allocation.lots
        )
    )
    names = flags or {}
    used = {names[reserve.flag] for lot in allocation.lots for reserve in lot.reserves}
    in_it = {one.code: one.bids(allocation) for one in bidders}
    equal = {
        lot.key: Counter(one.offers.get(lot.key) for one in bidders if lot.key in in_it[one.code])
        for lot in allocation.lots
    }
    document: dict[str, Any] = {
        "format": VERSION_2 if wide else FORMAT,
        "call": {"id": call_id, **({"after_withdrawal": allocation.after_withdrawal.value} if wide else {})},
        "lots": [
            {
                **_lot(lot, technical_max, draw_seed, names, wide=wide),
                **_right((rights or {}).get(lot.key), lot.key, in_it),
            }
            for lot in allocation.lots
        ],
        "applicants": [
            {
                "id": one.code,
                "arrival": one.arrival,
                "max_lots": allocation.most_won,
                "bids": [
                    {**_bid(one, allocation.lot(lot)), **_improved(one, allocation.lot(lot), equal[lot])}
                    for lot in in_it[one.code]
                ],
                "preferences": one.preferences(allocation),
                **_flags(one, used),
            }
            for one in bidders
            if in_it[one.code]
        ],
    }
    if groups:
        document["groups"] = groups
    if left:
        gone = [code for code in left if in_it.get(code)]
        document["withdrawals"] = [{"applicant": code, "lots": in_it[code]} for code in gone]
    return document


def _right(right: Right | None, lot: str, in_it: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Nothing where whoever has it is no longer compared on the lot."""
    if right is None or lot not in in_it.get(right.applicant, ()):
        return {}
    return {"preemption": {"applicant": right.applicant, "exercised": right.exercised}}


def _flags(bidder: Bidder, used: Collection[str]) -> dict[str, list[str]]:
    own = [flag for flag in bidder.flags if flag in used]
    return {"flags": own} if own else {}


def _groups(allocation: Allocation, bidders: Sequence[Bidder]) -> list[dict[str, Any]]:
    """Linked applicants that bid, two or more; nobody says how they are linked."""
    if allocation.most_per_group is None:
        return []
    members: dict[str, list[str]] = {}
    for one in bidders:
        if one.link and one.bids(allocation):
            members.setdefault(one.link, []).append(one.code)
    linked = [codes for codes in members.values() if len(codes) > 1]
    return [
        {"id": f"g{number}", "max_lots": allocation.most_per_group, "members": codes}
        for number, codes in enumerate(linked, start=1)
    ]


def _lot(
    lot: SpaceLot, technical_max: Decimal, draw_seed: str, flags: Mapping[str, str], *, wide: bool
) -> dict[str, Any]:
    award: dict[str, Any] = {"rule": _rule(lot.rule, wide=wide)}
    if lot.wants_points:
        award["technical_max"] = _points(technical_max)
        if lot.technical_min is not None:
            award["technical_min"] = _points(lot.technical_min)
    if lot.rule is LotRule.MEAT:
        award |= {"economic_max": _points(lot.economic_max or Decimal(0)), "formula": lot.formula.value}
    if lot.wants_offer and wide:
        award["offers"] = lot.offers.value
    ties: list[dict[str, str]] = [] if lot.tie is LotTie.DRAW else [{"by": lot.tie.value}]
    return {
        "id": lot.key,
        **({"base": _money(lot.base or Decimal(0))} if lot.wants_offer else {}),
        "award": award,
        "tie_breakers": [*ties, {"by": "draw", "seed": draw_seed}],
        **({"places": lot.places} if wide else {}),
        **({"reserves": [_reserve(one, flags) for one in lot.reserves]} if lot.reserves else {}),
    }


def _reserve(reserve: LotReserve, flags: Mapping[str, str]) -> dict[str, Any]:
    return {"flag": flags[reserve.flag], "places": reserve.places, "fallback": reserve.fallback}


def _rule(rule: LotRule, *, wide: bool) -> str:
    return "best_offer" if wide and rule is LotRule.HIGHEST_OFFER else rule.value


def _bid(bidder: Bidder, lot: SpaceLot) -> dict[str, str]:
    return {
        "lot": lot.key,
        **({"technical": _points(bidder.technical[lot.key])} if lot.wants_points else {}),
        **({"offer": _money(bidder.offers[lot.key])} if lot.wants_offer else {}),
    }


def _improved(bidder: Bidder, lot: SpaceLot, equal: Mapping[Decimal | None, int]) -> dict[str, str]:
    """Nothing where it did not improve, or where those who had offered the same are no longer compared."""
    better, offer = bidder.improved.get(lot.key), bidder.offers.get(lot.key)
    if lot.tie is not LotTie.IMPROVED or better is None or equal[offer] < 2:
        return {}
    return {"improved": _money(better)}


def _points(points: Decimal) -> str:
    return format(points, ".2f")


def _money(amount: Decimal) -> str:
    return format(amount, ".2f")
