"""The public draw: who is tied, what is announced before, and the tickets that the seed gives (docs/formats.md §1, §2)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from manifattura.evaluation.domain.ranking.order import draw_key

FORMAT = "manifattura-draw/1"
NO_DRAW = "no-draw"
"""Seed of a ranking whose ties need no draw: the format wants a text there, and nothing depends on it."""
LONGEST_SEED = 200
FARTHEST = timedelta(days=366)
"""A sitting further away is a slip of the pen."""

Document = Mapping[str, Any]
Groups = tuple[tuple[str, ...], ...]


def without_draw(document: Document) -> dict[str, Any]:
    """The same input with the draw, and what comes after it, taken from the tie breakers."""
    call = dict(document["call"])
    breakers = list(call["tie_breakers"])
    at = next((at for at, rule in enumerate(breakers) if rule["by"] == "draw"), len(breakers))
    return {**document, "call": {**call, "tie_breakers": breakers[:at]}}


def tied_groups(result: Document) -> Groups:
    """The applications that a result without draw leaves equal, group by group in order, by id within a group."""
    return tuple(_groups(result))


def _groups(result: Document) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for entry in result["entries"]:
        for reason in entry["reasons"]:
            if reason["code"] == "EX_AEQUO" and entry["id"] not in seen:
                group = tuple(sorted([entry["id"], *reason["with"]]))
                seen.update(group)
                yield group


def announcement(
    *,
    call: str,
    number: int,
    groups: Sequence[Sequence[str]],
    seed_source: str,
    seed_on: date,
    sitting_at: datetime,
    place: str,
) -> dict[str, Any]:
    """What is published before the draw: its digest binds identifiers, source of the seed and sitting."""
    return {
        "format": FORMAT,
        "call": call,
        "number": number,
        "groups": [list(group) for group in groups],
        "seed_source": seed_source,
        "seed_on": seed_on.isoformat(),
        "sitting_at": sitting_at.isoformat(timespec="seconds"),
        "place": place,
    }


class DateProblem(StrEnum):
    SEED_NOT_FUTURE = "seed_not_future"
    SITTING_NOT_FUTURE = "sitting_not_future"
    SITTING_BEFORE_SEED = "sitting_before_seed"
    TOO_FAR = "too_far"


def date_problem(*, seed_on: date, sitting_at: datetime, moment: datetime, today: date) -> DateProblem | None:
    """Why a draw may not be convened so: the value must not exist yet, and must exist when the sitting begins.

    `sitting_at` in the city's time zone, so that its day is the city's day.
    """
    if seed_on <= today:
        return DateProblem.SEED_NOT_FUTURE
    if sitting_at <= moment:
        return DateProblem.SITTING_NOT_FUTURE
    if sitting_at.date() < seed_on:
        return DateProblem.SITTING_BEFORE_SEED
    if sitting_at > moment + FARTHEST:
        return DateProblem.TOO_FAR
    return None


@dataclass(frozen=True)
class Ticket:
    """An application in its group's order: the lower key goes first."""

    place: int
    id: str
    key: str


def tickets(group: Sequence[str], seed: str) -> tuple[Ticket, ...]:
    """The group in the order of the draw; the key is SHA-256 of `seed:id`, in hexadecimal."""
    keyed = sorted((draw_key(seed, identifier), identifier) for identifier in group)
    return tuple(
        Ticket(place, identifier, key[: -len(identifier)])
        for place, (key, identifier) in enumerate(keyed, start=1)
    )
