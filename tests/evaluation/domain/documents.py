"""Small ranking documents: one valid base, changed by each test."""

from typing import Any

Document = dict[str, Any]


def budget(amount: str = "100000.00", **changes: Any) -> Document:
    return {
        "amount": amount,
        "partial_last": {"allowed": True, "min_share": "0.60"},
        "skip_unaffordable": False,
        "edge_ties": "none",
    } | changes


def call(**changes: Any) -> Document:
    return {
        "id": "CALL-1",
        "criteria": [{"id": "Q", "max": "100"}],
        "rescale": False,
        "minima_on": "raw",
        "tie_breakers": [],
        "budget": budget(),
    } | changes


def application(identifier: str, mark: str = "0.5", **changes: Any) -> Document:
    """One mark for the one criterion `Q` by the one assessor `C1`; `coefficients=…` gives others."""
    return {
        "id": identifier,
        "arrival": 1,
        "requested": "10000.00",
        "admitted": True,
        "coefficients": {"Q": {"C1": mark}},
    } | changes


def document(*applications: Document, **changes: Any) -> Document:
    """`changes` are members of the call; `top={…}` changes the document itself."""
    top = changes.pop("top", {})
    return {
        "format": "manifattura-ranking/1",
        "call": call(**changes),
        "assessors": ["C1"],
        "applications": list(applications),
    } | top


def row(result: Document, identifier: str) -> Document:
    return next(entry for entry in result["entries"] if entry["id"] == identifier)


def codes(result: Document, identifier: str) -> list[str]:
    return [reason["code"] for reason in row(result, identifier)["reasons"]]
