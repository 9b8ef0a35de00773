"""Which applications are checked: a draw that anyone can do again from the published list and seed (DPR 445/2000 art. 71).

The ticket of an application is the SHA-256 of `seed:id`, as in the draws of docs/formats.md §1; the lowest tickets are checked.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Ticket:
    """One row of the draw, in order of key."""

    id: str
    key: str
    chosen: bool


def ticket_key(seed: str, identifier: str) -> str:
    return hashlib.sha256(f"{seed}:{identifier}".encode()).hexdigest()


def how_many(population: int, percent: int) -> int:
    """At least one of a list that is not empty; never fewer than the percentage asks for."""
    return min(population, max(1, ceil(population * percent / 100))) if population else 0


def draw(identifiers: Collection[str], seed: str, percent: int) -> tuple[Ticket, ...]:
    """Every ticket, lowest first; the first `how_many` are chosen. Depends on the list, the seed and the percentage alone.

    `percent` from 1 to 100; ValueError for another one, for repeated identifiers and for an empty seed.
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"percent out of 1..100: {percent}")
    if not seed:
        raise ValueError("a draw needs a seed")
    distinct = set(identifiers)
    if len(distinct) != len(identifiers):
        raise ValueError("repeated identifiers")
    ordered = sorted((ticket_key(seed, one), one) for one in distinct)
    chosen = how_many(len(ordered), percent)
    return tuple(Ticket(one, key, place < chosen) for place, (key, one) in enumerate(ordered))


def list_digest(identifiers: Iterable[str]) -> str:
    """SHA-256 of the sorted identifiers, one per line: published before the seed exists, so that nobody is added later."""
    return hashlib.sha256("".join(f"{one}\n" for one in sorted(identifiers)).encode()).hexdigest()
