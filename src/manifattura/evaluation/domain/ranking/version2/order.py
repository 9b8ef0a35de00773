"""Positions: precedence, then total or arrival, then the call's tie breakers, then ex aequo (docs/formats.md §3 Order)."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import cast

from manifattura.calls.domain.formulas import Ratio
from manifattura.evaluation.domain.ranking.order import draw_key
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    CallRule,
    PlacedClass,
    Precedence,
    Scored,
    TieBreaker,
    TieBy,
)

Part = int | str | tuple[int, int]
SortKey = tuple[Part, ...]


NO_FACT = (1, 0)
BEFORE_TIES = 2
"""How many parts of a key come before the tie breakers: the precedence, and the total or the arrival."""


def place(scored: Iterable[Scored], call: CallRule) -> list[PlacedClass]:
    """The classes of equal applications in order, with their positions (1, 2, 2, 4)."""
    breakers = tie_breakers(call)
    keyed = [(_sort_key(one, call, breakers), one.application.id, one) for one in scored]
    keyed.sort(key=itemgetter(0, 1))
    classes: list[PlacedClass] = []
    position = 1
    above: SortKey | None = None
    for key, equals in groupby(keyed, key=itemgetter(0)):
        members = tuple(one for _, _, one in equals)
        classes.append(PlacedClass(position, members, _separator(above, key, breakers)))
        position += len(members)
        above = key
    return classes


def tie_breakers(call: CallRule) -> list[TieBreaker]:
    """`criteria` stands for every criterion, in order."""
    spelled: list[TieBreaker] = []
    for breaker in call.tie_breakers:
        if breaker.by is TieBy.CRITERIA:
            spelled += [TieBreaker(TieBy.CRITERION, criterion.id) for criterion in call.criteria]
        else:
            spelled.append(breaker)
    return spelled


def _sort_key(scored: Scored, call: CallRule, breakers: Iterable[TieBreaker]) -> SortKey:
    first = scored.application.arrival if call.by_arrival else -scored.total
    return (_turn(scored.application, call), first, *[_tie_key(scored, breaker) for breaker in breakers])


def precedence_of(application: Application, call: CallRule) -> Precedence | None:
    """What puts it before or after the others: of several, one that puts it last wins, then the first declared."""
    own = [one for one in call.precedence if one.flag in application.flags]
    return next((one for one in own if one.last), own[0] if own else None)


def _turn(application: Application, call: CallRule) -> int:
    found = precedence_of(application, call)
    if found is None:
        return 0
    turn = call.precedence.index(found) + 1
    return turn if found.last else turn - len(call.precedence) - 1


def _tie_key(scored: Scored, breaker: TieBreaker) -> Part:
    application = scored.application
    match breaker.by:
        case TieBy.GROUP:
            return -scored.groups[breaker.key]
        case TieBy.CRITERION:
            return -scored.scores[breaker.key]
        case TieBy.FLAG:
            return 0 if breaker.key in application.flags else 1
        case TieBy.REQUESTED:
            return application.requested
        case TieBy.ARRIVAL:
            return application.arrival
        case TieBy.FACT:
            value = application.known.get(breaker.key)
            if value is None:
                return NO_FACT
            # All values of one fact have the same denominator: numbers millionths, days one.
            over, _ = cast("Ratio", value)
            return 0, -over if breaker.higher else over
    return draw_key(breaker.key, application.id)


def _separator(above: SortKey | None, key: SortKey, breakers: list[TieBreaker]) -> str | None:
    if above is None or above[:BEFORE_TIES] != key[:BEFORE_TIES]:
        return None
    return next(
        breaker.label
        for breaker, higher, lower in zip(breakers, above[BEFORE_TIES:], key[BEFORE_TIES:], strict=True)
        if higher != lower
    )
