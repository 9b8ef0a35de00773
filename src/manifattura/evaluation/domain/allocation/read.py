"""Reads a `manifattura-allocation/1` document into `AllocationInput`, refusing what the format does not allow."""

from collections.abc import Mapping

from manifattura.evaluation.domain.allocation.model import (
    AllocationInput,
    Applicant,
    Award,
    Bid,
    Formula,
    Lot,
    Rule,
    TieBreaker,
    TieBy,
)
from manifattura.kernel.document_types import (
    count_from_one,
    distinct,
    field,
    identifier,
    items,
    known,
    members,
    money,
    one_of,
    optional_field,
    points,
    text,
)
from manifattura.kernel.strict_json import InvalidInput

FORMAT = "manifattura-allocation/1"

_AWARD = {
    Rule.MEAT: (("rule", "technical_max", "economic_max", "formula"), ("technical_min",)),
    Rule.HIGHEST_OFFER: (("rule",), ()),
    Rule.TECHNICAL_ONLY: (("rule", "technical_max"), ("technical_min",)),
}
_BID = {
    Rule.MEAT: ("lot", "technical", "offer"),
    Rule.HIGHEST_OFFER: ("lot", "offer"),
    Rule.TECHNICAL_ONLY: ("lot", "technical"),
}
_TIED_BY = {
    Rule.MEAT: tuple(TieBy),
    Rule.HIGHEST_OFFER: (TieBy.OFFER, TieBy.ARRIVAL, TieBy.DRAW),
    Rule.TECHNICAL_ONLY: (TieBy.TECHNICAL, TieBy.ARRIVAL, TieBy.DRAW),
}


def read_input(document: object) -> AllocationInput:
    """The checked input; `InvalidInput` names the first fault found."""
    top = members(document, ("format", "call", "lots", "applicants"), ("meta",))
    field(top, "format", lambda value: one_of(value, (FORMAT,)))
    lots = field(top, "lots", _lots)
    by_id = {lot.id: lot for lot in lots}
    return AllocationInput(
        call=field(top, "call", _call),
        lots=lots,
        applicants=field(top, "applicants", lambda value: _applicants(value, by_id)),
    )


def _call(value: object) -> str:
    return field(members(value, ("id",)), "id", identifier)


# ------------------------------------------------------------------ lots


def _lots(value: object) -> tuple[Lot, ...]:
    lots = items(value, _lot)
    distinct((lot.id for lot in lots), "lot")
    return lots


def _lot(value: object) -> Lot:
    owner = members(value, ("id", "award", "tie_breakers"), ("base",))
    award = field(owner, "award", read_award)
    if award.rule is not Rule.TECHNICAL_ONLY:
        members(owner, ("base",), tuple(owner))
    base = optional_field(owner, "base", money, None)
    return Lot(
        id=field(owner, "id", identifier),
        base=None if award.rule is Rule.TECHNICAL_ONLY else base,
        award=award,
        tie_breakers=field(owner, "tie_breakers", lambda item: read_tie_breakers(item, award.rule)),
    )


def read_award(value: object) -> Award:
    """How a lot is awarded, with exactly the members that its rule has."""
    rule = Rule(field(members(value, ("rule",), _members_of(value)), "rule", _rule))
    owner = members(value, *_AWARD[rule])
    technical_max = optional_field(owner, "technical_max", points, None)
    technical_min = optional_field(owner, "technical_min", points, None)
    if technical_min is not None and technical_max is not None and technical_min > technical_max:
        raise InvalidInput("technical_min is above technical_max")
    formula = optional_field(owner, "formula", lambda item: one_of(item, tuple(Formula)), None)
    return Award(
        rule=rule,
        technical_max=technical_max,
        technical_min=technical_min,
        economic_max=optional_field(owner, "economic_max", points, None),
        formula=None if formula is None else Formula(formula),
    )


def _rule(value: object) -> str:
    return one_of(value, tuple(Rule))


def _members_of(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, dict) else ()


def read_tie_breakers(value: object, rule: Rule) -> tuple[TieBreaker, ...]:
    """At least one; the last is a draw, so that no two bids stay equal."""
    breakers = items(value, lambda item: _tie_breaker(item, rule))
    if not breakers or breakers[-1].by is not TieBy.DRAW:
        raise InvalidInput("the last tie breaker must be a draw")
    return breakers


def _tie_breaker(value: object, rule: Rule) -> TieBreaker:
    owner = members(value, ("by",), ("seed",))
    by = TieBy(field(owner, "by", lambda item: one_of(item, _TIED_BY[rule])))
    if by is TieBy.DRAW:
        members(owner, ("by", "seed"))
        return TieBreaker(by, field(owner, "seed", text))
    members(owner, ("by",))
    return TieBreaker(by)


# ------------------------------------------------------------------ applicants


def _applicants(value: object, lots: Mapping[str, Lot]) -> tuple[Applicant, ...]:
    applicants = items(value, lambda item: _applicant(item, lots))
    distinct((one.id for one in applicants), "applicant")
    return applicants


def _applicant(value: object, lots: Mapping[str, Lot]) -> Applicant:
    owner = members(value, ("id", "arrival", "max_lots", "bids", "preferences"))
    given = field(owner, "bids", lambda item: _bids(item, lots))
    return Applicant(
        id=field(owner, "id", identifier),
        arrival=field(owner, "arrival", count_from_one),
        max_lots=field(owner, "max_lots", count_from_one),
        bids=field(owner, "preferences", lambda item: _preferred(item, given)),
    )


def _bids(value: object, lots: Mapping[str, Lot]) -> dict[str, Bid]:
    bids = items(value, lambda item: _bid(item, lots))
    distinct((bid.lot for bid in bids), "bid for lot")
    return {bid.lot: bid for bid in bids}


def _bid(value: object, lots: Mapping[str, Lot]) -> Bid:
    lot = field(members(value, ("lot",), ("technical", "offer")), "lot", identifier)
    known((lot,), lots, "lot")
    award = lots[lot].award
    owner = members(value, _BID[award.rule])
    technical = optional_field(owner, "technical", points, None)
    if technical is not None and award.technical_max is not None and technical > award.technical_max:
        raise InvalidInput("technical is above technical_max of the lot")
    return Bid(lot, technical, optional_field(owner, "offer", money, None))


def _preferred(value: object, given: Mapping[str, Bid]) -> tuple[Bid, ...]:
    lots = items(value, identifier)
    distinct(lots, "lot")
    known(lots, given, "bid for lot")
    if len(lots) != len(given):
        missing = min(lot for lot in given if lot not in lots)
        raise InvalidInput(f"lot {missing} is bid for and not in the preferences")
    return tuple(given[lot] for lot in lots)
