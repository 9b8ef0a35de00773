"""Writes an allocation as a `manifattura-allocation-result/2` document (docs/formats.md §8, version 2)."""

from manifattura.evaluation.domain.allocation.model import Reason
from manifattura.evaluation.domain.allocation.version2.model import (
    AllocationResult,
    ApplicantResult,
    LotResult,
    Placed,
    Winner,
)
from manifattura.kernel.scaled import hundredths_text as shown

FORMAT = "manifattura-allocation-result/2"


def write_result(result: AllocationResult, input_sha256: str) -> dict[str, object]:
    """The result as plain JSON values, with the digest of the input it answers."""
    return {
        "format": FORMAT,
        "call": result.call,
        "input_sha256": input_sha256,
        "lots": [_lot(lot) for lot in result.lots],
        "applicants": [_applicant(applicant) for applicant in result.applicants],
        "void_lots": [lot.order.lot.id for lot in result.lots if not lot.winners],
    }


def _lot(lot: LotResult) -> dict[str, object]:
    return {
        "id": lot.order.lot.id,
        "best_offer": _shown(lot.order.best_offer),
        "order": [_placed(row) for row in lot.order.placed],
        "inadmissible": [
            {"applicant": applicant, "reasons": [_reason(reason)]}
            for applicant, reason in lot.order.inadmissible.items()
        ],
        "winners": [_winner(winner) for winner in lot.winners],
        "free_places": lot.order.lot.places - len(lot.winners),
        "reserve": list(lot.reserve),
        "void_reason": lot.void_reason,
    }


def _placed(row: Placed) -> dict[str, object]:
    return {
        "position": row.position,
        "applicant": row.applicant,
        "technical": _shown(row.bid.technical),
        "offer": _shown(row.bid.offer),
        "improved": _shown(row.bid.improved),
        "economic": _shown(row.economic),
        "total": shown(row.total),
        "tie_break": row.tie_break,
    }


def _winner(winner: Winner) -> dict[str, object]:
    return {
        "applicant": winner.row.applicant,
        "position": winner.row.position,
        "place": winner.place,
        "price": _shown(winner.price),
    }


def _applicant(applicant: ApplicantResult) -> dict[str, object]:
    return {
        "id": applicant.id,
        "won": list(applicant.won),
        "outcomes": [
            {
                "lot": outcome.lot,
                "preference": outcome.preference,
                "outcome": outcome.kind.value,
                "reasons": [_reason(outcome.reason)],
            }
            for outcome in applicant.outcomes
        ],
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, **reason.facts}


def _shown(value: int | None) -> str | None:
    return None if value is None else shown(value)
