"""A small invented call, ranked by the real rule whenever the page that explains it is shown."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from manifattura.evaluation.domain.ranking.document import result_document

SEED = "esempio-pubblico"
ASSESSORS = ("C1", "C2", "C3")

EXAMPLE: dict[str, Any] = {
    "format": "manifattura-ranking/1",
    "meta": {"note": "Esempio inventato della pagina «Come si verifica»: nessuna impresa reale."},
    "call": {
        "id": "esempio",
        "criteria": [
            {"id": "progetto", "max": "60", "min": "30"},
            {"id": "quartiere", "max": "40"},
        ],
        "total_min": "60",
        "rescale": False,
        "minima_on": "raw",
        "tie_breakers": [{"by": "criterion", "id": "quartiere"}, {"by": "draw", "seed": SEED}],
        "budget": {
            "amount": "100000.00",
            "partial_last": {"allowed": True, "min_share": "0.40"},
            "skip_unaffordable": False,
            "edge_ties": "none",
        },
    },
    "assessors": list(ASSESSORS),
    "applications": [
        {
            "id": "A",
            "arrival": 1,
            "requested": "40000.00",
            "admitted": True,
            "coefficients": {
                "progetto": {"C1": "0.8", "C2": "0.9", "C3": "0.9"},
                "quartiere": {"C1": "0.7", "C2": "0.8", "C3": "0.8"},
            },
        },
        {
            "id": "B",
            "arrival": 2,
            "requested": "45000.00",
            "admitted": True,
            "coefficients": {
                "progetto": {"C1": "0.7", "C2": "0.7", "C3": "0.7"},
                "quartiere": {"C1": "0.9", "C2": "0.9", "C3": "0.9"},
            },
        },
        {
            "id": "C",
            "arrival": 3,
            "requested": "30000.00",
            "admitted": True,
            "coefficients": {
                "progetto": {"C1": "0.7", "C2": "0.7", "C3": "0.7"},
                "quartiere": {"C1": "0.9", "C2": "0.9", "C3": "0.9"},
            },
        },
        {
            "id": "D",
            "arrival": 4,
            "requested": "20000.00",
            "admitted": True,
            "coefficients": {
                "progetto": {"C1": "0.6", "C2": "0.6", "C3": "0.6"},
                "quartiere": {"C1": "0.5", "C2": "0.6", "C3": "0.6"},
            },
        },
        {"id": "E", "arrival": 5, "requested": "25000.00", "admitted": False},
    ],
}


@dataclass(frozen=True)
class DrawKey:
    """One line of the public draw: the text that is hashed and what comes out; the lower digest goes first."""

    application: str
    text: str
    sha256: str


@dataclass(frozen=True)
class MeanStep:
    """How three coefficients become points: the exact mean times the maximum, rounded once, half upwards."""

    application: str
    criterion: str
    coefficients: tuple[str, ...]
    maximum: str
    unrounded: str
    points: str


@dataclass(frozen=True)
class WorkedExample:
    """Input, result as `rank()` gives it, and the two steps a reader most often asks about."""

    input: dict[str, Any]
    result: dict[str, Any]
    mean: MeanStep
    draw: tuple[DrawKey, ...]


@cache
def worked_example() -> WorkedExample:
    """Rank the example, once in each process; nothing of the result is written down anywhere."""
    result = result_document(EXAMPLE)
    return WorkedExample(EXAMPLE, result, _mean_step(result, "A", "quartiere"), _draw_keys("B", "C"))


def _mean_step(result: dict[str, Any], application: str, criterion: str) -> MeanStep:
    given = next(one for one in EXAMPLE["applications"] if one["id"] == application)
    entry = next(one for one in result["entries"] if one["id"] == application)
    maximum = next(one["max"] for one in EXAMPLE["call"]["criteria"] if one["id"] == criterion)
    coefficients = tuple(given["coefficients"][criterion][assessor] for assessor in ASSESSORS)
    exact = sum(map(Decimal, coefficients)) * Decimal(maximum) / len(coefficients)
    return MeanStep(
        application, criterion, coefficients, maximum, f"{exact:.6f}", entry["raw_scores"][criterion]
    )


def _draw_keys(*applications: str) -> tuple[DrawKey, ...]:
    texts = {application: f"{SEED}:{application}" for application in applications}
    keys = [
        DrawKey(application, text, hashlib.sha256(text.encode()).hexdigest())
        for application, text in texts.items()
    ]
    return tuple(sorted(keys, key=lambda key: key.sha256))
