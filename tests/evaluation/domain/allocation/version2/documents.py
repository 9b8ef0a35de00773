"""Small version 2 documents of lots: one valid base, changed by each test."""

from typing import Any

from tests.evaluation.domain.allocation.documents import DRAW, applicant, bid, of, outcomes

__all__ = ["DRAW", "Document", "applicant", "bid", "document", "lot", "meat", "of", "outcomes", "winners"]

Document = dict[str, Any]


def lot(identifier: str, base: str = "100.00", offers: str = "rise", **changes: Any) -> Document:
    """Awarded to the best offer unless `award=…` says otherwise."""
    return {
        "id": identifier,
        "base": base,
        "award": {"rule": "best_offer", "offers": offers},
        "tie_breakers": [DRAW],
    } | changes


def meat(
    identifier: str, base: str = "100.00", offers: str = "rise", formula: str = "proportional", **changes: Any
) -> Document:
    award = {
        "rule": "meat",
        "offers": offers,
        "technical_max": "60",
        "technical_min": "36",
        "economic_max": "40",
        "formula": formula,
    }
    return lot(identifier, base, award=award, **changes)


def document(lots: list[Document], applicants: list[Document], **changes: Any) -> Document:
    """`after="reserve"` for the other rule of withdrawals."""
    return {
        "format": "manifattura-allocation/2",
        "call": {"id": "CALL-1", "after_withdrawal": changes.pop("after", "again")},
        "lots": lots,
        "applicants": applicants,
    } | changes


def winners(result: Document, identifier: str = "L1") -> list[tuple[str, str]]:
    """Who has a place in a lot, and which."""
    return [(one["applicant"], one["place"]) for one in of(result, "lots", identifier)["winners"]]
