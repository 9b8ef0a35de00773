"""Reads a `manifattura-ranking/1` document into `RankingInput`, refusing what the format does not allow (docs/formats.md §2)."""

from collections.abc import Collection
from dataclasses import dataclass

from manifattura.evaluation.domain.ranking.model import Application, CallRule, RankingInput
from manifattura.evaluation.domain.ranking.read_call import read_call
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
    points,
)
from manifattura.kernel.strict_json import InvalidInput, quoted

FORMAT = "manifattura-ranking/1"

_DOCUMENT = ("format", "call", "assessors", "applications")
_APPLICATION = ("id", "arrival", "requested", "admitted")
_APPLICATION_OPTIONAL = ("flags", "recused", "coefficients", "bonus")

Coefficients = dict[str, dict[str, int]]


def read_input(document: object) -> RankingInput:
    """The checked input; `InvalidInput` names the first fault found."""
    top = members(document, _DOCUMENT, ("meta",))
    field(top, "format", lambda value: one_of(value, (FORMAT,)))
    call = field(top, "call", read_call)
    assessors = field(top, "assessors", _assessors)
    reader = _ApplicationReader(
        call, frozenset(assessors), tuple(criterion.id for criterion in call.criteria)
    )
    return RankingInput(call, assessors, field(top, "applications", reader.read_all))


def _assessors(value: object) -> tuple[str, ...]:
    assessors = identifiers(value)
    if not assessors:
        raise InvalidInput("at least one assessor is needed")
    return assessors


@dataclass(frozen=True, slots=True)
class _ApplicationReader:
    """Reads applications against the criteria and assessors they must agree with."""

    call: CallRule
    assessors: frozenset[str]
    criteria: tuple[str, ...]

    def read_all(self, value: object) -> tuple[Application, ...]:
        applications = items(value, self.read)
        distinct((one.id for one in applications), "application")
        return applications

    def read(self, value: object) -> Application:
        owner = members(value, _APPLICATION, _APPLICATION_OPTIONAL)
        admitted = field(owner, "admitted", boolean)
        recused = optional_field(owner, "recused", self._recused, ())
        return Application(
            id=field(owner, "id", identifier),
            arrival=field(owner, "arrival", count_from_one),
            requested=field(owner, "requested", money_above_zero),
            admitted=admitted,
            flags=frozenset(optional_field(owner, "flags", identifiers, ())),
            coefficients=self._coefficients(owner, recused, admitted=admitted),
            bonus=optional_field(owner, "bonus", self._bonus, {}),
        )

    def _recused(self, value: object) -> tuple[str, ...]:
        recused = identifiers(value)
        known(recused, self.assessors, "assessor")
        return recused

    def _bonus(self, value: object) -> dict[str, int]:
        pairs = items(value, _bonus_item)
        distinct((identifier for identifier, _ in pairs), "bonus")
        if pairs and self.call.bonus_cap is None:
            raise InvalidInput("bonus points need a bonus_cap in the call")
        return dict(pairs)

    def _coefficients(
        self, owner: dict[str, object], recused: Collection[str], *, admitted: bool
    ) -> Coefficients:
        voting = self.assessors.difference(recused) if recused else self.assessors
        if admitted:
            if "coefficients" not in owner:
                raise InvalidInput("member 'coefficients' is missing in an admitted application")
            if not voting:
                raise InvalidInput("every assessor is recused from an admitted application")
        given: Coefficients = optional_field(
            owner, "coefficients", lambda value: self._given(value, voting), {}
        )
        if admitted:
            self._refuse_incomplete(given, voting)
        return given

    def _given(self, value: object, voting: frozenset[str]) -> Coefficients:
        by_criterion = entries(value)
        known(by_criterion, self.criteria, "criterion")
        given: Coefficients = {}
        for criterion, marks in by_criterion.items():
            try:
                given[criterion] = _marks(marks, voting)
            except InvalidInput as error:
                raise error.within(criterion) from None
        return given

    def _refuse_incomplete(self, given: Coefficients, voting: frozenset[str]) -> None:
        for criterion in self.criteria:
            marks = given.get(criterion, {})
            # Nobody but those who vote is in it: the number tells whether somebody is missing.
            if len(marks) != len(voting):
                missing = min(assessor for assessor in voting if assessor not in marks)
                raise InvalidInput(f"coefficient of {missing} for {criterion} is missing")


def _bonus_item(value: object) -> tuple[str, int]:
    owner = members(value, ("id", "points"))
    return field(owner, "id", identifier), field(owner, "points", points)


def _marks(value: object, voting: frozenset[str]) -> dict[str, int]:
    marks = entries(value)
    if not marks.keys() <= voting:
        stranger = next(assessor for assessor in marks if assessor not in voting)
        raise InvalidInput(f"assessor {quoted(stranger)} is unknown or recused")
    try:
        return dict(zip(marks, map(coefficient, marks.values()), strict=True))
    except InvalidInput:
        # Once more, slowly, to say whose.
        return {assessor: field(marks, assessor, coefficient) for assessor in marks}
