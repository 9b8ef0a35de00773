"""The figures that open a published ranking: how many of each status, what the money did, where the lines fall."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from manifattura.evaluation.domain.places_input import PLACES, UNIT, counts_places, places_of
from manifattura.evaluation.domain.ranking.model import Status
from manifattura.kernel.money import money_text

GRANTED = (Status.FUNDED, Status.PARTIALLY_FUNDED)


def summarise(document: Mapping[str, Any], result: Mapping[str, Any]) -> dict[str, Any]:
    """Plain JSON values: `counts` by status, `applications`, `budget`, `granted`, `left`, and `last_funded` (position).

    `rankings`: the money of each, where the call has several.
    Where the call gives places: `unit` says so, amounts are places, and `places` is their number or None.
    """
    entries = result["entries"]
    counts = Counter(entry["status"] for entry in entries)
    granted = sum((Decimal(entry["granted"]) for entry in entries), Decimal(0))
    rankings = _by_ranking(document, result)
    funded = [entry["position"] for entry in entries if entry["status"] in GRANTED]
    return {
        "applications": len(entries),
        "counts": {**{status.value: 0 for status in Status}, **counts},
        "budget": _budget(document["call"]),
        "granted": money_text(granted),
        "left": result["budget_left"],
        "last_funded": max(funded, default=None),
        **({"rankings": rankings} if len(rankings) > 1 else {}),
        **({UNIT: PLACES, PLACES: places_of(document)} if counts_places(document) else {}),
    }


def _budget(call: Mapping[str, Any]) -> str:
    """Version 1 has one budget, version 2 one per ranking."""
    if "budget" in call:
        return str(call["budget"]["amount"])
    return money_text(sum((Decimal(one["budget"]["amount"]) for one in call["rankings"]), Decimal(0)))


def _by_ranking(document: Mapping[str, Any], result: Mapping[str, Any]) -> list[dict[str, str]]:
    """Of each ranking, in EUR or places: `own` as the call says, `received` and `given` to others, `granted`, `left`."""
    rankings = document["call"].get("rankings", ())
    granted = dict.fromkeys((one["id"] for one in rankings), Decimal(0))
    for entry in result["entries"]:
        if entry.get("ranking") in granted:
            granted[entry["ranking"]] += Decimal(entry["granted"])
    found = {one["id"]: one for one in result.get("rankings", ())}
    return [
        {
            "id": one["id"],
            "own": one["budget"]["amount"],
            "received": found[one["id"]]["received"],
            "given": found[one["id"]]["given"],
            "granted": money_text(granted[one["id"]]),
            "left": found[one["id"]]["budget_left"],
        }
        for one in rankings
    ]
