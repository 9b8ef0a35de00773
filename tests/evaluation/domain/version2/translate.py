"""A version 1 document said in version 2: nothing that it decides may change."""

from typing import Any

Document = dict[str, Any]
CALL = ("id", "groups", "bonus_cap", "total_min", "rescale", "minima_on", "tie_breakers")


def in_version_2(document: Document) -> Document:
    call = document["call"]
    return {
        **document,
        "format": "manifattura-ranking/2",
        "call": {
            **{name: call[name] for name in CALL if name in call},
            "decimals": 2,
            "rounding": "half_up",
            "order": "total",
            "criteria": [{**one, "method": {"by": "committee"}} for one in call["criteria"]],
            "rankings": [{"id": "main", "budget": call["budget"]}],
        },
    }
