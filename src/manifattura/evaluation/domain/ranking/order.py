"""Positions: total first, then the call's tie breakers, then ex aequo (docs/formats.md §2 Order)."""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from manifattura.evaluation.domain.ranking.model import PlacedClass, Scored, TieBreaker, TieBy

SortKey = tuple[int | str, ...]


def place(scored: Iterable[Scored], tie_breakers: Sequence[TieBreaker]) -> list[PlacedClass]:
    """The classes of equal applications in order, with their positions (1, 2, 2, 4)."""
    keyed = [(_sort_key(one, tie_breakers), one.application.id, one) for one in scored]
    keyed.sort(key=itemgetter(0, 1))
    classes: list[PlacedClass] = []
    position = 1
    above: SortKey | None = None
    for key, equals in groupby(keyed, key=itemgetter(0)):
        members = tuple(one for _, _, one in equals)
        classes.append(PlacedClass(position, members, _separator(above, key, tie_breakers)))
        position += len(members)
        above = key
    return classes


def draw_key(seed: str, identifier: str) -> str:
    """The ticket in the draw, lower first: anyone can recompute it from the published seed."""
    return hashlib.sha256(f"{seed}:{identifier}".encode()).hexdigest() + identifier


def _sort_key(scored: Scored, tie_breakers: Sequence[TieBreaker]) -> SortKey:
    return (-scored.total, *[_tie_key(scored, breaker) for breaker in tie_breakers])


def _tie_key(scored: Scored, breaker: TieBreaker) -> int | str:
    match breaker.by:
        case TieBy.GROUP:
            return -scored.groups[breaker.key]
        case TieBy.CRITERION:
            return -scored.scores[breaker.key]
        case TieBy.FLAG:
            return 0 if breaker.key in scored.application.flags else 1
        case TieBy.ARRIVAL:
            return scored.application.arrival
    return draw_key(breaker.key, scored.application.id)


def _separator(above: SortKey | None, key: SortKey, tie_breakers: Sequence[TieBreaker]) -> str | None:
    """The first tie breaker that differs; None for the first class and when the totals already differ."""
    if above is None or above[0] != key[0]:
        return None
    # Different keys with equal totals differ in a tie breaker: groupby put them apart.
    return next(
        breaker.label
        for breaker, higher, lower in zip(tie_breakers, above[1:], key[1:], strict=True)
        if higher != lower
    )
