"""Better offers among equal ones, in a sitting (RD 827/1924 art. 77): what is announced before, what may be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from manifattura.evaluation.domain.lots_outcome import Equals

FORMAT = "manifattura-improvement/1"
CENTS = Decimal("0.01")
MOST = Decimal("99999999.99")


def announcement(
    *, call: str, number: int, groups: Sequence[Equals], sitting_at: datetime, place: str
) -> dict[str, Any]:
    """What is fixed before the sitting: its digest binds lots, equal offers, applicants, moment and place."""
    return {
        "format": FORMAT,
        "call": call,
        "number": number,
        "groups": [
            {"lot": one.lot, "offer": one.offer, "falls": one.falls, "applicants": list(one.applicants)}
            for one in groups
        ],
        "sitting_at": sitting_at.isoformat(timespec="seconds"),
        "place": place,
    }


def groups_of(document: Mapping[str, Any]) -> tuple[Equals, ...]:
    """The groups of an announcement."""
    return tuple(
        Equals(one["lot"], one["offer"], one["falls"], tuple(one["applicants"])) for one in document["groups"]
    )


class OfferProblem(StrEnum):
    NOT_INVITED = "not_invited"
    NOT_BETTER = "not_better"
    NOT_CENTS = "not_cents"
    TOO_MUCH = "too_much"


@dataclass(frozen=True)
class Improved:
    """One slip opened in the sitting."""

    lot: str
    applicant: str
    amount: Decimal


def problem_of(one: Improved, groups: Sequence[Equals]) -> OfferProblem | None:
    """Why this offer may not be written: of somebody who was not asked, not better than the first, no amount in cents."""
    group = next(
        (each for each in groups if each.lot == one.lot and one.applicant in each.applicants),
        None,
    )
    if group is None:
        return OfferProblem.NOT_INVITED
    if one.amount != one.amount.quantize(CENTS):
        return OfferProblem.NOT_CENTS
    if one.amount > MOST:
        return OfferProblem.TOO_MUCH
    first = Decimal(group.offer)
    better = one.amount < first if group.falls else one.amount > first
    return None if better and one.amount >= 0 else OfferProblem.NOT_BETTER
