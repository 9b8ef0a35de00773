"""Small version 2 documents: one valid base with one criterion of each way, changed by each test."""

import copy
from typing import Any

Document = dict[str, Any]

FACTS: list[Document] = [
    {"id": "n", "type": "number"},
    {"id": "d", "type": "date"},
    {"id": "y", "type": "yes_no"},
    {"id": "c", "type": "choice"},
    {"id": "m", "type": "choices"},
]
N: Document = {"fact": "n"}


def criterion(identifier: str, method: Document, maximum: str = "10", **more: Any) -> Document:
    return {"id": identifier, "max": maximum, "method": method, **more}


def budget(amount: str = "1000.00", **changes: Any) -> Document:
    return {
        "amount": amount,
        "partial_last": {"allowed": False, "min_share": "0.00"},
        "skip_unaffordable": False,
        "edge_ties": "none",
    } | changes


def call(**changes: Any) -> Document:
    return {
        "id": "CALL-2",
        "decimals": 2,
        "rounding": "half_up",
        "facts": FACTS,
        "criteria": [criterion("K", {"by": "formula", "value": N})],
        "rescale": False,
        "minima_on": "raw",
        "order": "total",
        "tie_breakers": [],
        "rankings": [{"id": "main", "budget": budget()}],
    } | changes


def application(identifier: str, value: str = "5", **changes: Any) -> Document:
    """`value`: the points that the base criterion gives."""
    return {
        "id": identifier,
        "arrival": 1,
        "requested": "100.00",
        "admitted": True,
        "facts": {"n": value},
    } | changes


def document(*applications: Document, **changes: Any) -> Document:
    top = changes.pop("top", {})
    return copy.deepcopy(
        {
            "format": "manifattura-ranking/2",
            "call": call(**changes),
            "assessors": ["C1"],
            "applications": list(applications),
        }
        | top
    )


def row(result: Any, identifier: str) -> Document:
    found: Document = next(entry for entry in result["entries"] if entry["id"] == identifier)
    return found


def codes(result: Any, identifier: str) -> list[str]:
    return [reason["code"] for reason in row(result, identifier)["reasons"]]
