"""Reads the `call` of a version 2 document (docs/formats.md §3 Input)."""

import re
from collections.abc import Callable, Mapping, Sequence

from manifattura.calls.domain.aid_rule import Aid
from manifattura.evaluation.domain.ranking.model import Group, MinimaOn
from manifattura.evaluation.domain.ranking.version2.methods import Committee
from manifattura.evaluation.domain.ranking.version2.model import (
    CallRule,
    Criterion,
    Precedence,
    Precision,
    SecondPhase,
    TieBreaker,
    TieBy,
    Uplift,
)
from manifattura.evaluation.domain.ranking.version2.read_aid import read_aid
from manifattura.evaluation.domain.ranking.version2.read_methods import CriteriaReader
from manifattura.evaluation.domain.ranking.version2.read_rankings import read_rankings
from manifattura.evaluation.domain.ranking.version2.values import FactType, Types, known_fact, read_types
from manifattura.kernel.document_types import (
    boolean,
    count_from_one,
    distinct,
    field,
    identifier,
    identifiers,
    items,
    known,
    members,
    one_of,
    optional_field,
    text,
)
from manifattura.kernel.scaled import scaled
from manifattura.kernel.strict_json import InvalidInput, quoted

_CALL = (
    "id",
    "decimals",
    "rounding",
    "criteria",
    "rescale",
    "minima_on",
    "order",
    "tie_breakers",
    "rankings",
)
_CALL_OPTIONAL = (
    "facts",
    "groups",
    "bonus_cap",
    "uplifts",
    "uplift_cap",
    "total_min",
    "second_phase",
    "precedence",
    "one_per_link",
    "aid",
)
_POINTS = re.compile(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,3})?")
_PERCENT = re.compile(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")

Points = Callable[[object], int]


def points_reader(decimals: int) -> Points:
    """Points in units of the call's last decimal; more decimals than the call has are invalid."""

    def read(value: object) -> int:
        if not isinstance(value, str) or not _POINTS.fullmatch(value):
            raise InvalidInput(f"not points: {quoted(value)}")
        if len(value.partition(".")[2]) > decimals:
            raise InvalidInput(f"points with too many decimals: {quoted(value)}")
        return scaled(value, decimals)

    return read


def read_call(value: object) -> tuple[CallRule, dict[str, FactType], Points]:
    """The rule, the types of the declared facts, and the reader of points that applications need."""
    owner = members(value, _CALL, _CALL_OPTIONAL)
    precision = _precision(owner)
    points = points_reader(precision.decimals)
    types: dict[str, FactType] = optional_field(owner, "facts", read_types, {})
    criteria = field(owner, "criteria", CriteriaReader(points, types).read)
    groups: tuple[Group, ...] = optional_field(
        owner, "groups", lambda item: _groups(item, criteria, points), ()
    )
    rescale, minima_on = _rescaling(owner)
    second_phase = optional_field(owner, "second_phase", lambda item: _second_phase(item, criteria), None)
    if second_phase is not None and rescale:
        raise InvalidInput("second_phase is invalid when rescale is true")
    by_arrival = field(owner, "order", lambda item: one_of(item, ("total", "arrival"))) == "arrival"
    rankings = field(owner, "rankings", read_rankings)
    if by_arrival and any(ranking.threshold is not None for ranking in rankings):
        raise InvalidInput("threshold_times is invalid when order is 'arrival'")
    names = _Names(criteria, groups, types)
    rule = CallRule(
        id=field(owner, "id", identifier),
        precision=precision,
        criteria=criteria,
        groups=groups,
        bonus_cap=optional_field(owner, "bonus_cap", points, None),
        uplifts=optional_field(owner, "uplifts", names.uplifts, ()),
        uplift_cap=optional_field(owner, "uplift_cap", points, None),
        total_min=optional_field(owner, "total_min", points, None),
        rescale=rescale,
        minima_on=minima_on,
        second_phase=second_phase,
        by_arrival=by_arrival,
        precedence=optional_field(owner, "precedence", _precedence, ()),
        tie_breakers=field(owner, "tie_breakers", names.tie_breakers),
        one_per_link=optional_field(owner, "one_per_link", boolean, absent=False),
        aid=_aid(owner),
        rankings=rankings,
    )
    return rule, types, points


def _aid(owner: dict[str, object]) -> Aid | None:
    return optional_field(owner, "aid", read_aid, None)


def _precision(owner: dict[str, object]) -> Precision:
    decimals = field(owner, "decimals", count_from_one)
    if decimals not in (2, 3):
        raise InvalidInput("decimals are 2 or 3")
    rounding = field(owner, "rounding", lambda item: one_of(item, ("half_up", "down")))
    return Precision(decimals, truncate=rounding == "down")


def _rescaling(owner: dict[str, object]) -> tuple[bool, MinimaOn]:
    rescale = field(owner, "rescale", boolean)
    minima_on = MinimaOn(field(owner, "minima_on", lambda item: one_of(item, tuple(MinimaOn))))
    if minima_on is MinimaOn.RESCALED and not rescale:
        raise InvalidInput("minima_on 'rescaled' needs rescale true")
    return rescale, minima_on


def _precedence(value: object) -> tuple[Precedence, ...]:
    rows = items(value, _one_precedence)
    distinct((row.flag for row in rows), "flag")
    return rows


def _one_precedence(value: object) -> Precedence:
    owner = members(value, ("flag", "place"))
    place = field(owner, "place", lambda item: one_of(item, ("first", "last")))
    return Precedence(field(owner, "flag", identifier), last=place == "last")


def _groups(value: object, criteria: Sequence[Criterion], points: Points) -> tuple[Group, ...]:
    maxima = {criterion.id: criterion.max for criterion in criteria}
    groups = items(value, lambda item: _group(item, maxima, points))
    distinct((group.id for group in groups), "group")
    distinct((criterion for group in groups for criterion in group.criteria), "criterion of groups")
    return groups


def _group(value: object, maxima: Mapping[str, int], points: Points) -> Group:
    owner = members(value, ("id", "criteria"), ("min",))
    criteria = field(owner, "criteria", identifiers)
    if not criteria:
        raise InvalidInput("a group needs at least one criterion")
    known(criteria, maxima, "criterion")
    minimum = optional_field(owner, "min", points, None)
    if minimum is not None and minimum > sum(maxima[criterion] for criterion in criteria):
        raise InvalidInput("min is above the maximum")
    return Group(field(owner, "id", identifier), criteria, minimum)


def _second_phase(value: object, criteria: Sequence[Criterion]) -> SecondPhase:
    owner = members(value, ("criteria", "first", "ties"))
    names = field(owner, "criteria", identifiers)
    known(names, {criterion.id for criterion in criteria}, "criterion")
    if not 0 < len(names) < len(criteria):
        raise InvalidInput("each phase needs at least one criterion")
    return SecondPhase(
        criteria=frozenset(names),
        first=field(owner, "first", count_from_one),
        ties_in=field(owner, "ties", lambda item: one_of(item, ("in", "out"))) == "in",
    )


class _Names:
    """Reads what refers to criteria, groups and facts by their ids."""

    def __init__(self, criteria: Sequence[Criterion], groups: Sequence[Group], types: Types) -> None:
        self.criteria = tuple(criterion.id for criterion in criteria)
        self.groups = {group.id: group.criteria for group in groups}
        self.types = types

    def uplifts(self, value: object) -> tuple[Uplift, ...]:
        uplifts = items(value, self._uplift)
        distinct((uplift.id for uplift in uplifts), "uplift")
        return uplifts

    def _uplift(self, value: object) -> Uplift:
        owner = members(value, ("id", "flag", "percent"), ("group", "criterion"))
        if "group" in owner and "criterion" in owner:
            raise InvalidInput("an uplift is of a group or of a criterion, not of both")
        criteria = self.criteria
        if "group" in owner:
            name = field(owner, "group", identifier)
            known((name,), self.groups, "group")
            criteria = self.groups[name]
        if "criterion" in owner:
            criteria = (field(owner, "criterion", identifier),)
            known(criteria, self.criteria, "criterion")
        return Uplift(
            field(owner, "id", identifier),
            field(owner, "flag", identifier),
            field(owner, "percent", _percent),
            criteria,
        )

    def tie_breakers(self, value: object) -> tuple[TieBreaker, ...]:
        return items(value, self._tie_breaker)

    def _tie_breaker(self, value: object) -> TieBreaker:
        owner = members(value, ("by",), ("id", "seed", "first"))
        by = TieBy(field(owner, "by", lambda item: one_of(item, tuple(TieBy))))
        if by in (TieBy.ARRIVAL, TieBy.REQUESTED, TieBy.CRITERIA):
            members(owner, ("by",))
            return TieBreaker(by)
        if by is TieBy.DRAW:
            members(owner, ("by", "seed"))
            return TieBreaker(by, field(owner, "seed", text))
        if by is TieBy.FACT:
            members(owner, ("by", "id", "first"))
            key = field(
                owner, "id", lambda item: known_fact(item, self.types, FactType.NUMBER, FactType.DATE)
            )
            first = field(owner, "first", lambda item: one_of(item, ("higher", "lower")))
            return TieBreaker(by, key, higher=first == "higher")
        members(owner, ("by", "id"))
        key = field(owner, "id", identifier)
        # A flag need not be declared anywhere.
        if by is TieBy.GROUP:
            known((key,), self.groups, by)
        if by is TieBy.CRITERION:
            known((key,), self.criteria, by)
        return TieBreaker(by, key)


def _percent(value: object) -> int:
    """In hundredths of a percent."""
    if not isinstance(value, str) or not _PERCENT.fullmatch(value):
        raise InvalidInput(f"not a percentage: {quoted(value)}")
    return scaled(value, 2)


def committee_leaves(rule: CallRule) -> dict[str, Committee]:
    """The leaves that need coefficients."""
    return {
        leaf.id: leaf.method
        for criterion in rule.criteria
        for leaf in criterion.leaves
        if isinstance(leaf.method, Committee)
    }
