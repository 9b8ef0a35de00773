"""Reads the `call` of a ranking document: criteria, groups, tie breakers, budget (docs/formats.md §2 Input)."""

from collections.abc import Sequence

from manifattura.evaluation.domain.ranking.model import (
    Budget,
    CallRule,
    Criterion,
    Group,
    MinimaOn,
    TieBreaker,
    TieBy,
)
from manifattura.evaluation.domain.ranking.read_budget import edge_ties, partial_last, reserves
from manifattura.kernel.document_types import (
    boolean,
    distinct,
    field,
    identifier,
    identifiers,
    items,
    known,
    members,
    money,
    one_of,
    optional_field,
    points,
    points_above_zero,
    text,
)
from manifattura.kernel.strict_json import InvalidInput

_CALL = ("id", "criteria", "rescale", "minima_on", "tie_breakers", "budget")
_CALL_OPTIONAL = ("groups", "bonus_cap", "total_min")
_BUDGET = ("amount", "partial_last", "skip_unaffordable", "edge_ties")


def read_call(value: object) -> CallRule:
    owner = members(value, _CALL, _CALL_OPTIONAL)
    criteria = field(owner, "criteria", _criteria)
    groups: tuple[Group, ...] = optional_field(owner, "groups", lambda item: _groups(item, criteria), ())
    rescale = field(owner, "rescale", boolean)
    minima_on = MinimaOn(field(owner, "minima_on", lambda item: one_of(item, tuple(MinimaOn))))
    if minima_on is MinimaOn.RESCALED and not rescale:
        raise InvalidInput("minima_on 'rescaled' needs rescale true")
    return CallRule(
        id=field(owner, "id", identifier),
        criteria=criteria,
        groups=groups,
        bonus_cap=optional_field(owner, "bonus_cap", points, None),
        total_min=optional_field(owner, "total_min", points, None),
        rescale=rescale,
        minima_on=minima_on,
        tie_breakers=field(owner, "tie_breakers", lambda item: _tie_breakers(item, criteria, groups)),
        budget=field(owner, "budget", _budget),
    )


# ------------------------------------------------------------------ criteria and groups


def _criteria(value: object) -> tuple[Criterion, ...]:
    criteria = items(value, _criterion)
    if not criteria:
        raise InvalidInput("at least one criterion is needed")
    distinct((criterion.id for criterion in criteria), "criterion")
    return criteria


def _criterion(value: object) -> Criterion:
    owner = members(value, ("id", "max"), ("min",))
    maximum = field(owner, "max", points_above_zero)
    minimum = optional_field(owner, "min", points, None)
    _reachable(minimum, maximum)
    return Criterion(field(owner, "id", identifier), maximum, minimum)


def _groups(value: object, criteria: Sequence[Criterion]) -> tuple[Group, ...]:
    maxima = {criterion.id: criterion.max for criterion in criteria}
    groups = items(value, lambda item: _group(item, maxima))
    distinct((group.id for group in groups), "group")
    distinct((criterion for group in groups for criterion in group.criteria), "criterion of groups")
    return groups


def _group(value: object, maxima: dict[str, int]) -> Group:
    owner = members(value, ("id", "criteria"), ("min",))
    criteria = field(owner, "criteria", identifiers)
    if not criteria:
        raise InvalidInput("a group needs at least one criterion")
    known(criteria, maxima, "criterion")
    minimum = optional_field(owner, "min", points, None)
    _reachable(minimum, sum(maxima[criterion] for criterion in criteria))
    return Group(field(owner, "id", identifier), criteria, minimum)


def _reachable(minimum: int | None, maximum: int) -> None:
    if minimum is not None and minimum > maximum:
        raise InvalidInput("min is above the maximum")


# ------------------------------------------------------------------ tie breakers


def _tie_breakers(
    value: object, criteria: Sequence[Criterion], groups: Sequence[Group]
) -> tuple[TieBreaker, ...]:
    declared = {
        TieBy.GROUP: {group.id for group in groups},
        TieBy.CRITERION: {criterion.id for criterion in criteria},
    }
    return items(value, lambda item: _tie_breaker(item, declared))


def _tie_breaker(value: object, declared: dict[TieBy, set[str]]) -> TieBreaker:
    owner = members(value, ("by",), ("id", "seed"))
    by = TieBy(field(owner, "by", lambda item: one_of(item, tuple(TieBy))))
    if by is TieBy.ARRIVAL:
        members(owner, ("by",))
        return TieBreaker(by)
    if by is TieBy.DRAW:
        members(owner, ("by", "seed"))
        return TieBreaker(by, field(owner, "seed", text))
    members(owner, ("by", "id"))
    key = field(owner, "id", identifier)
    # A flag need not be declared anywhere.
    if by in declared:
        known((key,), declared[by], by)
    return TieBreaker(by, key)


# ------------------------------------------------------------------ budget


def _budget(value: object) -> Budget:
    owner = members(value, _BUDGET, ("reserves",))
    amount = field(owner, "amount", money)
    partial_allowed, min_share = field(owner, "partial_last", partial_last)
    return Budget(
        amount=amount,
        partial_allowed=partial_allowed,
        min_share=min_share,
        skip_unaffordable=field(owner, "skip_unaffordable", boolean),
        edge_ties=edge_ties(owner, partial_allowed=partial_allowed),
        reserves=optional_field(owner, "reserves", lambda item: reserves(item, amount), ()),
    )
