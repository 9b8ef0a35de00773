"""Reads a `manifattura-ranking/2` document, refusing what the format does not allow (docs/formats.md §3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from manifattura.evaluation.domain.ranking.version2.methods import Committee, Declared, Fact, Options
from manifattura.evaluation.domain.ranking.version2.model import (
    Application,
    CallRule,
    Left,
    LeftAs,
    RankingInput,
)
from manifattura.evaluation.domain.ranking.version2.read_aid import allowed
from manifattura.evaluation.domain.ranking.version2.read_call import Points, committee_leaves, read_call
from manifattura.evaluation.domain.ranking.version2.values import FactType, read_facts
from manifattura.kernel.document_types import (
    boolean,
    coefficient,
    count_from_one,
    distinct,
    entries,
    field,
    identifier,
    identifiers,
    items,
    known,
    members,
    money_above_zero,
    one_of,
    optional_field,
)
from manifattura.kernel.strict_json import InvalidInput, quoted

FORMAT = "manifattura-ranking/2"

_APPLICATION = ("id", "arrival", "admitted")
_APPLICATION_OPTIONAL = (
    "requested",
    "flags",
    "assessors",
    "recused",
    "coefficients",
    "bonus",
    "facts",
    "checked_facts",
    "points",
    "checked_points",
    "cost",
    "link",
    "left",
)

Coefficients = dict[str, dict[str, int]]


def read_input(document: object) -> RankingInput:
    """The checked input; `InvalidInput` names the first fault found."""
    top = members(document, ("format", "call", "assessors", "applications"), ("meta",))
    field(top, "format", lambda value: one_of(value, (FORMAT,)))
    rule, types, points = field(top, "call", read_call)
    assessors = field(top, "assessors", identifiers)
    if committee_leaves(rule) and not assessors:
        raise InvalidInput("at least one assessor is needed")
    reader = ApplicationReader(rule, types, points, frozenset(assessors))
    return RankingInput(rule, assessors, field(top, "applications", reader.read_all))


@dataclass(frozen=True)
class ApplicationReader:
    """Reads applications against the call that they answer."""

    call: CallRule
    types: Mapping[str, FactType]
    points: Points
    assessors: frozenset[str]

    @cached_property
    def committee(self) -> dict[str, Committee]:
        return committee_leaves(self.call)

    @cached_property
    def first_phase(self) -> list[str]:
        """Leaves whose coefficients everybody needs; who goes on is not known yet for the others."""
        later = self.call.second_phase.criteria if self.call.second_phase else frozenset()
        return [
            leaf.id
            for criterion in self.call.criteria
            for leaf in criterion.leaves
            if criterion.id not in later and leaf.id in self.committee
        ]

    @cached_property
    def choices(self) -> dict[str, set[str]]:
        """Fact → the choices that every method which looks at it knows."""
        found: dict[str, set[str]] = {}
        for criterion in self.call.criteria:
            for leaf in criterion.leaves:
                if isinstance(leaf.method, Options):
                    options = set(leaf.method.points)
                    found[leaf.method.fact] = found.get(leaf.method.fact, options) & options
        return found

    @cached_property
    def declared(self) -> dict[str, int]:
        """Leaves whose points the applicant counts, with their maxima."""
        leaves = [leaf for criterion in self.call.criteria for leaf in criterion.leaves]
        return {leaf.id: leaf.max for leaf in leaves if isinstance(leaf.method, Declared)}

    @cached_property
    def checkable(self) -> dict[str, int]:
        """Criteria whose points a check may lower, with their maxima."""
        return {criterion.id: criterion.max for criterion in self.call.criteria if criterion.lower_only}

    def read_all(self, value: object) -> tuple[Application, ...]:
        applications = items(value, self.read)
        distinct((one.id for one in applications), "application")
        return applications

    def read(self, value: object) -> Application:
        owner = members(value, _APPLICATION, _APPLICATION_OPTIONAL)
        admitted = field(owner, "admitted", boolean)
        flags = frozenset(optional_field(owner, "flags", identifiers, ()))
        if admitted:
            self._refuse_without_ranking(flags)
        voting = self._voting(owner)
        asked = optional_field(owner, "requested", money_above_zero, None)
        if asked is None and admitted:
            raise InvalidInput("an admitted application says how much is requested")
        facts: dict[str, Fact] = optional_field(owner, "facts", self._facts, {})
        corrected: dict[str, Fact] = optional_field(owner, "checked_facts", self._facts, {})
        left = optional_field(owner, "left", _left, None)
        if left is not None and not admitted:
            raise InvalidInput("left is for admitted applications")
        return Application(
            id=field(owner, "id", identifier),
            arrival=field(owner, "arrival", count_from_one),
            asked=asked,
            requested=self._requested(owner, asked or 0, flags, admitted=admitted),
            admitted=admitted,
            flags=flags,
            assessors=voting,
            coefficients=self._coefficients(owner, voting, admitted=admitted),
            bonus=optional_field(owner, "bonus", self._bonus, {}),
            facts=facts,
            known=facts | corrected if corrected else facts,
            points=optional_field(owner, "points", lambda item: self._counted(item, self.declared), {}),
            checked_points=optional_field(
                owner, "checked_points", lambda item: self._counted(item, self.checkable), {}
            ),
            link=optional_field(owner, "link", identifier, None),
            left=left,
        )

    def _refuse_without_ranking(self, flags: frozenset[str]) -> None:
        if not any(ranking.flag is None or ranking.flag in flags for ranking in self.call.rankings):
            raise InvalidInput("an admitted application belongs to no ranking")

    def _requested(
        self, owner: dict[str, object], asked: int, flags: frozenset[str], *, admitted: bool
    ) -> int:
        """What counts: never more than the aid allows on the cost."""
        if "cost" not in owner:
            return asked
        if self.call.aid is None:
            raise InvalidInput("a cost needs the aid in the call")
        most = allowed(self.call.aid, field(owner, "cost", money_above_zero), flags)
        if most == 0 and admitted:
            raise InvalidInput("the aid allows nothing on the cost of an admitted application")
        return min(asked, most)

    # -------------------------------------------------------------- facts and points

    def _facts(self, value: object) -> dict[str, Fact]:
        facts = read_facts(value, self.types)
        for name, among in self.choices.items():
            fact = facts.get(name)
            if isinstance(fact, str):
                known((fact,), among, "option")
            elif fact is not None:
                known([str(one) for one in fact] if isinstance(fact, tuple) else (), among, "option")
        return facts

    def _counted(self, value: object, maxima: Mapping[str, int]) -> dict[str, int]:
        owner = entries(value)
        known(owner, maxima, "criterion")
        counted = {name: field(owner, name, self.points) for name in owner}
        for name, points in counted.items():
            if points > maxima[name]:
                raise InvalidInput("points above the maximum").within(name)
        return counted

    def _bonus(self, value: object) -> dict[str, int]:
        pairs = items(value, self._bonus_item)
        distinct((identifier_ for identifier_, _ in pairs), "bonus")
        if pairs and self.call.bonus_cap is None:
            raise InvalidInput("bonus points need a bonus_cap in the call")
        return dict(pairs)

    def _bonus_item(self, value: object) -> tuple[str, int]:
        owner = members(value, ("id", "points"))
        return field(owner, "id", identifier), field(owner, "points", self.points)

    # -------------------------------------------------------------- coefficients

    def _voting(self, owner: dict[str, object]) -> frozenset[str]:
        """Who marks it: its own assessors or all, without the recused."""
        named = frozenset(optional_field(owner, "assessors", self._known_assessors, tuple(self.assessors)))
        return named.difference(optional_field(owner, "recused", self._known_assessors, ()))

    def _known_assessors(self, value: object) -> tuple[str, ...]:
        names = identifiers(value)
        known(names, self.assessors, "assessor")
        return names

    def _coefficients(
        self, owner: dict[str, object], voting: frozenset[str], *, admitted: bool
    ) -> Coefficients:
        given: Coefficients = optional_field(
            owner, "coefficients", lambda value: self._given(value, voting), {}
        )
        if admitted and self.committee:
            if not voting:
                raise InvalidInput("nobody may mark an admitted application")
            for leaf in self.first_phase:
                if len(given.get(leaf, ())) != len(voting):
                    raise InvalidInput(f"a coefficient for {leaf} is missing")
        return given

    def _given(self, value: object, voting: frozenset[str]) -> Coefficients:
        by_leaf = entries(value)
        known(by_leaf, self.committee, "criterion of the committee")
        given: Coefficients = {}
        for leaf, marks in by_leaf.items():
            try:
                given[leaf] = _marks(marks, voting, self.committee[leaf].levels)
            except InvalidInput as error:
                raise error.within(leaf) from None
        return given


def _marks(value: object, voting: frozenset[str], levels: frozenset[int]) -> dict[str, int]:
    marks = entries(value)
    if not marks.keys() <= voting:
        stranger = next(assessor for assessor in marks if assessor not in voting)
        raise InvalidInput(f"assessor {quoted(stranger)} is unknown or recused")
    given = {assessor: field(marks, assessor, coefficient) for assessor in marks}
    if levels and not levels.issuperset(given.values()):
        raise InvalidInput("a coefficient is not one of the levels")
    return given


def _left(value: object) -> Left:
    owner = members(value, ("status",), ("rescore",))
    status = field(owner, "status", lambda item: one_of(item, tuple(LeftAs)))
    return Left(LeftAs(status), optional_field(owner, "rescore", boolean, absent=False))
