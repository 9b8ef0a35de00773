"""Reads the lots of a version 2 document: award, tie breakers, places, reserved places, pre-emption."""

from manifattura.evaluation.domain.allocation.model import Formula
from manifattura.evaluation.domain.allocation.version2.model import (
    Award,
    Lot,
    Offers,
    Preemption,
    Reserve,
    Rule,
    TieBreaker,
    TieBy,
)
from manifattura.kernel.document_types import (
    boolean,
    count_from_one,
    distinct,
    entries,
    field,
    identifier,
    items,
    members,
    money,
    one_of,
    optional_field,
    points,
    text,
)
from manifattura.kernel.strict_json import InvalidInput

_AWARD = {
    Rule.MEAT: (("rule", "offers", "technical_max", "economic_max", "formula"), ("technical_min",)),
    Rule.BEST_OFFER: (("rule", "offers"), ()),
    Rule.TECHNICAL_ONLY: (("rule", "technical_max"), ("technical_min",)),
}
_TIED_BY = {
    Rule.MEAT: (TieBy.TECHNICAL, TieBy.OFFER, TieBy.ARRIVAL, TieBy.DRAW),
    Rule.BEST_OFFER: (TieBy.OFFER, TieBy.IMPROVED, TieBy.ARRIVAL, TieBy.DRAW),
    Rule.TECHNICAL_ONLY: (TieBy.TECHNICAL, TieBy.ARRIVAL, TieBy.DRAW),
}


def read_lots(value: object) -> tuple[Lot, ...]:
    lots = items(value, _lot)
    distinct((lot.id for lot in lots), "lot")
    return lots


def _lot(value: object) -> Lot:
    owner = members(value, ("id", "award", "tie_breakers"), ("base", "places", "reserves", "preemption"))
    award = field(owner, "award", _award)
    if award.offers is not None:
        members(owner, ("base",), tuple(owner))
    base = optional_field(owner, "base", money, None)
    places = optional_field(owner, "places", count_from_one, 1)
    reserves: tuple[Reserve, ...] = optional_field(owner, "reserves", _reserves, ())
    left = places - sum(reserve.places for reserve in reserves)
    if left < 0:
        raise InvalidInput("more places are reserved than there are")
    preemption = optional_field(owner, "preemption", _preemption, None)
    if preemption is not None and left == 0:
        raise InvalidInput("pre-emption needs a place that is not reserved")
    return Lot(
        id=field(owner, "id", identifier),
        base=None if award.offers is None else base,
        award=award,
        tie_breakers=field(owner, "tie_breakers", lambda item: _tie_breakers(item, award.rule)),
        places=places,
        reserves=reserves,
        preemption=preemption,
    )


def _award(value: object) -> Award:
    owner = entries(value)
    rule = Rule(
        field(members(owner, ("rule",), tuple(owner)), "rule", lambda item: one_of(item, tuple(Rule)))
    )
    members(owner, *_AWARD[rule])
    technical_max = optional_field(owner, "technical_max", points, None)
    technical_min = optional_field(owner, "technical_min", points, None)
    if technical_max is not None and technical_min is not None and technical_min > technical_max:
        raise InvalidInput("technical_min is above technical_max")
    return Award(
        rule=rule,
        offers=optional_field(owner, "offers", lambda item: Offers(one_of(item, tuple(Offers))), None),
        technical_max=technical_max,
        technical_min=technical_min,
        economic_max=optional_field(owner, "economic_max", points, None),
        formula=optional_field(owner, "formula", lambda item: Formula(one_of(item, tuple(Formula))), None),
    )


def _tie_breakers(value: object, rule: Rule) -> tuple[TieBreaker, ...]:
    breakers = items(value, lambda item: _tie_breaker(item, rule))
    if not breakers or breakers[-1].by is not TieBy.DRAW:
        raise InvalidInput("the last tie breaker must be a draw")
    return breakers


def _tie_breaker(value: object, rule: Rule) -> TieBreaker:
    owner = members(value, ("by",), ("seed",))
    by = TieBy(field(owner, "by", lambda item: one_of(item, _TIED_BY[rule])))
    members(owner, ("by", "seed") if by is TieBy.DRAW else ("by",))
    return TieBreaker(by, optional_field(owner, "seed", text, ""))


def _reserves(value: object) -> tuple[Reserve, ...]:
    reserves = items(value, _reserve)
    distinct((reserve.flag for reserve in reserves), "flag")
    return reserves


def _reserve(value: object) -> Reserve:
    owner = members(value, ("flag", "places", "fallback"))
    return Reserve(
        field(owner, "flag", identifier),
        field(owner, "places", count_from_one),
        field(owner, "fallback", boolean),
    )


def _preemption(value: object) -> Preemption:
    owner = members(value, ("applicant", "exercised"))
    return Preemption(field(owner, "applicant", identifier), field(owner, "exercised", boolean))
