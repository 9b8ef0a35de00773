"""Reads a `manifattura-allocation/2` document, refusing what the format does not allow (docs/formats.md §8, version 2)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from manifattura.evaluation.domain.allocation.version2.model import (
    AfterWithdrawal,
    AllocationInput,
    Applicant,
    Bid,
    Group,
    Lot,
    Rule,
    TieBy,
    Wish,
    Withdrawal,
)
from manifattura.evaluation.domain.allocation.version2.order import better, fault_of
from manifattura.evaluation.domain.allocation.version2.read_lots import read_lots
from manifattura.kernel.document_types import (
    count_from_one,
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
)
from manifattura.kernel.strict_json import InvalidInput

FORMAT = "manifattura-allocation/2"

_BID = {
    Rule.MEAT: ("lot", "technical", "offer"),
    Rule.BEST_OFFER: ("lot", "offer"),
    Rule.TECHNICAL_ONLY: ("lot", "technical"),
}


def read_input(document: object) -> AllocationInput:
    """The checked input; `InvalidInput` names the first fault found."""
    top = members(document, ("format", "call", "lots", "applicants"), ("groups", "withdrawals", "meta"))
    field(top, "format", lambda value: one_of(value, (FORMAT,)))
    lots = field(top, "lots", read_lots)
    by_id = {lot.id: lot for lot in lots}
    applicants = field(top, "applicants", lambda value: _applicants(value, by_id))
    known_ids = {one.id: one for one in applicants}
    _check_preemption(lots, known_ids)
    _check_improved(by_id, applicants)
    call, after = field(top, "call", _call)
    groups: tuple[Group, ...] = optional_field(top, "groups", lambda value: _groups(value, known_ids), ())
    linked = {member.id for group in groups for member in group.members}
    alone = [Group(None, one.max_lots, (one,)) for one in applicants if one.id not in linked]
    return AllocationInput(
        call=call,
        after_withdrawal=after,
        lots=lots,
        applicants=applicants,
        groups=(*groups, *alone),
        withdrawals=optional_field(top, "withdrawals", lambda value: _withdrawals(value, known_ids), ()),
    )


def _call(value: object) -> tuple[str, AfterWithdrawal]:
    owner = members(value, ("id", "after_withdrawal"))
    after = field(owner, "after_withdrawal", lambda item: one_of(item, tuple(AfterWithdrawal)))
    return field(owner, "id", identifier), AfterWithdrawal(after)


# ------------------------------------------------------------------ applicants


def _applicants(value: object, lots: Mapping[str, Lot]) -> tuple[Applicant, ...]:
    applicants = items(value, lambda item: _applicant(item, lots))
    distinct((one.id for one in applicants), "applicant")
    return applicants


def _applicant(value: object, lots: Mapping[str, Lot]) -> Applicant:
    owner = members(value, ("id", "arrival", "max_lots", "bids", "preferences"), ("flags",))
    name = field(owner, "id", identifier)
    bids = field(owner, "bids", lambda item: _bids(item, lots))
    most = field(owner, "max_lots", count_from_one)
    return Applicant(
        id=name,
        arrival=field(owner, "arrival", count_from_one),
        max_lots=most,
        flags=frozenset(optional_field(owner, "flags", identifiers, ())),
        bids=bids,
        wishes=field(owner, "preferences", lambda item: _wishes(item, name, bids, most)),
    )


def _bids(value: object, lots: Mapping[str, Lot]) -> dict[str, Bid]:
    bids = items(value, lambda item: _bid(item, lots))
    distinct((bid.lot for bid in bids), "bid for lot")
    return {bid.lot: bid for bid in bids}


def _bid(value: object, lots: Mapping[str, Lot]) -> Bid:
    lot = field(members(value, ("lot",), ("technical", "offer", "improved")), "lot", identifier)
    known((lot,), lots, "lot")
    award = lots[lot].award
    improvable = any(breaker.by is TieBy.IMPROVED for breaker in lots[lot].tie_breakers)
    owner = members(value, _BID[award.rule], ("improved",) if improvable else ())
    technical = optional_field(owner, "technical", points, None)
    if technical is not None and award.technical_max is not None and technical > award.technical_max:
        raise InvalidInput("technical is above technical_max of the lot")
    offer = optional_field(owner, "offer", money, None)
    return Bid(lot, technical, offer, optional_field(owner, "improved", money, None))


def _wishes(value: object, applicant: str, bids: Mapping[str, Bid], most: int) -> tuple[Wish, ...]:
    lines = items(value, lambda item: _line(item, most))
    lots = [lot for line in lines for lot in line]
    distinct(lots, "lot")
    known(lots, bids, "bid for lot")
    if len(lots) != len(bids):
        missing = min(lot for lot in bids if lot not in lots)
        raise InvalidInput(f"lot {missing} is bid for and not in the preferences")
    return tuple(Wish(applicant, number, line) for number, line in enumerate(lines, start=1))


def _line(value: object, most: int) -> tuple[str, ...]:
    if isinstance(value, str):
        return (identifier(value),)
    bundle = identifiers(value)
    if not 2 <= len(bundle) <= most:
        raise InvalidInput("a bundle has at least two lots and not more than the applicant may win")
    return bundle


# ------------------------------------------------------------------ what must agree


def _check_preemption(lots: Sequence[Lot], applicants: Mapping[str, Applicant]) -> None:
    for at, lot in enumerate(lots):
        right = lot.preemption
        if right is not None and (
            right.applicant not in applicants or lot.id not in applicants[right.applicant].bids
        ):
            error = InvalidInput(
                f"{right.applicant} has a right of pre-emption and does not bid for {lot.id}"
            )
            raise error.within("applicant").within("preemption").within(f"[{at}]").within("lots")


def _check_improved(lots: Mapping[str, Lot], applicants: Sequence[Applicant]) -> None:
    """Only equal offers that count may be improved, and only for the better: what the law asks of those who are present."""
    admissible = [
        bid for one in applicants for bid in one.bids.values() if fault_of(lots[bid.lot], bid) is None
    ]
    equal = Counter((bid.lot, bid.offer) for bid in admissible)
    counted = set(admissible)
    for at, one in enumerate(applicants):
        for number, bid in enumerate(one.bids.values()):
            if bid.improved is None:
                continue
            fault = None
            if bid not in counted or equal[bid.lot, bid.offer] < 2:
                fault = "improved, while the offer is not equal to another that is admissible"
            elif not better(lots[bid.lot], bid.improved, bid.offer or 0):
                fault = "improved is not better than the offer"
            if fault is not None:
                error = InvalidInput(fault).within("improved").within(f"[{number}]").within("bids")
                raise error.within(f"[{at}]").within("applicants")


# ------------------------------------------------------------------ groups and withdrawals


def _groups(value: object, applicants: Mapping[str, Applicant]) -> tuple[Group, ...]:
    groups = items(value, lambda item: _group(item, applicants))
    distinct((group.id for group in groups), "group")
    distinct((member.id for group in groups for member in group.members), "applicant of groups")
    return groups


def _group(value: object, applicants: Mapping[str, Applicant]) -> Group:
    owner = members(value, ("id", "max_lots", "members"))
    names = field(owner, "members", identifiers)
    known(names, applicants, "applicant")
    if len(names) < 2:
        raise InvalidInput("a group has at least two members")
    if any(len(wish.lots) > 1 for name in names for wish in applicants[name].wishes):
        # A bundle that gives way to a single lot, or the other way round, would take lots from linked applicants in mid-course.
        raise InvalidInput("an applicant in a group cannot bid for a bundle")
    return Group(
        field(owner, "id", identifier),
        field(owner, "max_lots", count_from_one),
        tuple(applicants[name] for name in names),
    )


def _withdrawals(value: object, applicants: Mapping[str, Applicant]) -> tuple[Withdrawal, ...]:
    withdrawals = items(value, lambda item: _withdrawal(item, applicants))
    distinct((f"{one.applicant} {lot}" for one in withdrawals for lot in one.lots), "withdrawal")
    return withdrawals


def _withdrawal(value: object, applicants: Mapping[str, Applicant]) -> Withdrawal:
    owner = members(value, ("applicant", "lots"))
    applicant = field(owner, "applicant", identifier)
    known((applicant,), applicants, "applicant")
    lots = field(owner, "lots", identifiers)
    known(lots, applicants[applicant].bids, "bid for lot")
    if not lots:
        raise InvalidInput("a withdrawal names at least one lot")
    return Withdrawal(applicant, lots)
