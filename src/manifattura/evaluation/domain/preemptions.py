"""Pre-emption on a lot: what its holder would have to match, and what may become of the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.lots_outcome import PREEMPTION

Document = Mapping[str, Any]


class RightOutcome(StrEnum):
    ASKED = "asked"
    EXERCISED = "exercised"
    DECLINED = "declined"
    SILENT = "silent"
    """No answer within the term."""
    FIRST = "first"
    """Its holder has the lot anyway: there is nothing to match."""
    ABSENT = "absent"
    """None of those who ask for the lot has it."""
    ANNULLED = "annulled"
    """Asked by mistake, or the order changed: it is asked again."""


STANDING = frozenset(RightOutcome) - {RightOutcome.ANNULLED}
SETTLED = STANDING - {RightOutcome.ASKED}


@dataclass(frozen=True)
class Matching:
    """`first`: the holder has the lot anyway. `price`: the offer to match; None where matching would not give it the lot."""

    first: bool
    price: str | None


def to_match(document: Document, lot: str, applicant: str) -> Matching:
    """What the allocation gives without the right, and with it: the same method computes both. KeyError for an unknown lot."""
    without = _winners(_with(document, lot, None), lot)
    if applicant in without:
        return Matching(True, None)
    bids = {bid["lot"] for one in document["applicants"] if one["id"] == applicant for bid in one["bids"]}
    if lot not in bids:
        return Matching(False, None)
    won = _winners(_with(document, lot, {"applicant": applicant, "exercised": True}), lot)
    winner = won.get(applicant)
    return Matching(False, winner["price"] if winner and winner["place"] == PREEMPTION else None)


def _with(document: Document, lot: str, right: Document | None) -> dict[str, Any]:
    lots: list[dict[str, Any]] = []
    for one in document["lots"]:
        bare = {key: value for key, value in one.items() if one["id"] != lot or key != "preemption"}
        lots.append({**bare, "preemption": right} if right is not None and one["id"] == lot else bare)
    return {**document, "lots": lots}


def _winners(document: Document, lot: str) -> dict[str, Document]:
    result: Document = result_document(document)
    results = {one["id"]: one for one in result["lots"]}
    return {winner["applicant"]: winner for winner in results[lot]["winners"]}


def asked_lots(allocation_lots: Mapping[str, str], result: Document) -> tuple[str, ...]:
    """Lots on which somebody may have a right and somebody bids: lot → who has it, in words (empty: nobody)."""
    return tuple(one["id"] for one in result["lots"] if allocation_lots.get(one["id"]) and one["order"])
