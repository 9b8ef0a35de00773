"""Reads the rankings of a call and their budgets (docs/formats.md §3 Rankings)."""

import re

from manifattura.evaluation.domain.ranking.read_budget import edge_ties, partial_last, reserves
from manifattura.evaluation.domain.ranking.version2.model import Area, Budget, Ranking
from manifattura.kernel.document_types import (
    boolean,
    count_from_one,
    distinct,
    field,
    identifier,
    items,
    members,
    money,
    optional_field,
)
from manifattura.kernel.scaled import scaled
from manifattura.kernel.strict_json import InvalidInput, quoted

_BUDGET = ("amount", "partial_last", "skip_unaffordable", "edge_ties")
_RANKING_OPTIONAL = ("flag", "threshold_times", "returns_to", "spills_to")
_TIMES = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{1,2})?")


def read_rankings(value: object) -> tuple[Ranking, ...]:
    rankings = items(value, _ranking)
    if not rankings:
        raise InvalidInput("at least one ranking is needed")
    names = [ranking.id for ranking in rankings]
    distinct(names, "ranking")
    returning = {ranking.id for ranking in rankings if ranking.returns_to is not None}
    for at, ranking in enumerate(rankings):
        if ranking.returns_to is not None and ranking.returns_to not in names[at + 1 :]:
            raise InvalidInput("returns_to: not a later ranking")
        target = ranking.spills_to
        if target is not None and (target not in names or target == ranking.id or target in returning):
            raise InvalidInput("spills_to: not another ranking that keeps its applications")
    return rankings


def _ranking(value: object) -> Ranking:
    owner = members(value, ("id", "budget"), _RANKING_OPTIONAL)
    return Ranking(
        id=field(owner, "id", identifier),
        flag=optional_field(owner, "flag", identifier, None),
        budget=field(owner, "budget", _budget),
        threshold=optional_field(owner, "threshold_times", _times, None),
        returns_to=optional_field(owner, "returns_to", identifier, None),
        spills_to=optional_field(owner, "spills_to", identifier, None),
    )


def _times(value: object) -> int:
    """How many times the budget, from 1 up, in hundredths."""
    if not isinstance(value, str) or not _TIMES.fullmatch(value):
        raise InvalidInput(f"not a number of times from 1: {quoted(value)}")
    return scaled(value, 2)


def _budget(value: object) -> Budget:
    owner = members(value, _BUDGET, ("reserves", "most", "areas"))
    amount = field(owner, "amount", money)
    partial_allowed, min_share = field(owner, "partial_last", partial_last)
    return Budget(
        amount=amount,
        partial_allowed=partial_allowed,
        min_share=min_share,
        skip_unaffordable=field(owner, "skip_unaffordable", boolean),
        edge_ties=edge_ties(owner, partial_allowed=partial_allowed),
        reserves=optional_field(owner, "reserves", lambda item: reserves(item, amount), ()),
        most=optional_field(owner, "most", count_from_one, None),
        areas=optional_field(owner, "areas", _areas, ()),
    )


def _areas(value: object) -> tuple[Area, ...]:
    areas = items(value, _area)
    distinct((area.flag for area in areas), "flag")
    return areas


def _area(value: object) -> Area:
    owner = members(value, ("flag",), ("most", "most_amount", "least"))
    if len(owner) == 1:
        raise InvalidInput("an area says at least one of most, most_amount, least")
    most = optional_field(owner, "most", count_from_one, None)
    least = optional_field(owner, "least", count_from_one, None)
    if most is not None and least is not None and least > most:
        raise InvalidInput("least is above most")
    return Area(
        flag=field(owner, "flag", identifier),
        most=most,
        most_amount=optional_field(owner, "most_amount", money, None),
        least=least,
    )
