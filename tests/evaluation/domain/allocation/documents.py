"""Small documents of lots: one valid base, changed by each test."""

from typing import Any

Document = dict[str, Any]

DRAW = {"by": "draw", "seed": "s"}


def meat(identifier: str, base: str = "100.00", formula: str = "proportional", **changes: Any) -> Document:
    return lot(
        identifier,
        base,
        award={
            "rule": "meat",
            "technical_max": "60",
            "technical_min": "36",
            "economic_max": "40",
            "formula": formula,
        },
        **changes,
    )


def lot(identifier: str, base: str | None = "100.00", **changes: Any) -> Document:
    """Awarded to the highest offer unless `award=…` says otherwise."""
    made = {"id": identifier, "award": {"rule": "highest_offer"}, "tie_breakers": [DRAW]} | changes
    return made if base is None else made | {"base": base}


def technical_only(identifier: str, **changes: Any) -> Document:
    return lot(identifier, None, award={"rule": "technical_only", "technical_max": "60"}, **changes)


def bid(lot: str, offer: str | None = None, technical: str | None = None) -> Document:
    values = {"lot": lot, "offer": offer, "technical": technical}
    return {name: value for name, value in values.items() if value is not None}


def applicant(identifier: str, *bids: Document, **changes: Any) -> Document:
    """The bids are in order of preference unless `preferences=…` says otherwise."""
    return {
        "id": identifier,
        "arrival": 1,
        "max_lots": 1,
        "bids": list(bids),
        "preferences": [one["lot"] for one in bids],
    } | changes


def document(lots: list[Document], applicants: list[Document], **changes: Any) -> Document:
    return {
        "format": "manifattura-allocation/1",
        "call": {"id": "CALL-1"},
        "lots": lots,
        "applicants": applicants,
    } | changes


def of(result: Document, kind: str, identifier: str) -> Document:
    """`of(result, "lots", "L1")`: one row of the result."""
    return next(one for one in result[kind] if one["id"] == identifier)


def outcomes(result: Document, identifier: str) -> dict[str, str]:
    """Lot → outcome of one applicant."""
    return {one["lot"]: one["outcome"] for one in of(result, "applicants", identifier)["outcomes"]}
