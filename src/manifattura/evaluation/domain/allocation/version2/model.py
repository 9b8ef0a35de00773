"""What version 2 of the allocation takes in and gives out. Points are in hundredths, money in cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from manifattura.evaluation.domain.allocation.model import Formula, Reason, SortKey

# ------------------------------------------------------------------ in: the lots and their rules


class Rule(StrEnum):
    MEAT = "meat"
    BEST_OFFER = "best_offer"
    TECHNICAL_ONLY = "technical_only"


class Offers(StrEnum):
    """Whether the higher offer is better (a rent) or the lower (a price asked of the city)."""

    RISE = "rise"
    DISCOUNT = "discount"


class TieBy(StrEnum):
    TECHNICAL = "technical"
    OFFER = "offer"
    IMPROVED = "improved"
    ARRIVAL = "arrival"
    DRAW = "draw"


class AfterWithdrawal(StrEnum):
    """What the call says of lots that come free after the award."""

    AGAIN = "again"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class TieBreaker:
    by: TieBy
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """What the rule does not have is None."""

    rule: Rule
    offers: Offers | None
    technical_max: int | None
    technical_min: int | None
    economic_max: int | None
    formula: Formula | None


@dataclass(frozen=True, slots=True)
class Reserve:
    """Places that go first to applicants with the flag; with `fallback` to everybody when too few have it."""

    flag: str
    places: int
    fallback: bool


@dataclass(frozen=True, slots=True)
class Preemption:
    """A right to come first at the price of whoever it displaces; it counts only when it is exercised."""

    applicant: str
    exercised: bool


@dataclass(frozen=True, slots=True)
class Lot:
    """`base` is the least offer of a rise, the greatest of a discount."""

    id: str
    base: int | None
    award: Award
    tie_breakers: tuple[TieBreaker, ...]
    places: int
    reserves: tuple[Reserve, ...]
    preemption: Preemption | None


# ------------------------------------------------------------------ in: who bids


@dataclass(frozen=True, slots=True, eq=False)
class Bid:
    lot: str
    technical: int | None
    offer: int | None
    improved: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """One line of the preferences, counted from 1: one lot, or several of which it wants all or none.

    Each is only itself: there is one for each line of the document.
    """

    applicant: str
    preference: int
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """`bids` by lot; `wishes` most wanted first."""

    id: str
    arrival: int
    max_lots: int
    flags: frozenset[str]
    bids: Mapping[str, Bid]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Linked applicants, who together win at most `max_lots` lots; one that is linked to nobody is a group alone."""

    id: str | None
    max_lots: int
    members: tuple[Applicant, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    applicant: str
    lots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllocationInput:
    """Made by `read.read_input`; every applicant is in exactly one group."""

    call: str
    after_withdrawal: AfterWithdrawal
    lots: tuple[Lot, ...]
    applicants: tuple[Applicant, ...]
    groups: tuple[Group, ...]
    withdrawals: tuple[Withdrawal, ...]


# ------------------------------------------------------------------ between


@dataclass(frozen=True, slots=True)
class Placed:
    """An admissible bid in the order of its lot; lower `key` goes first."""

    position: int
    applicant: str
    flags: frozenset[str]
    bid: Bid
    economic: int | None
    total: int
    tie_break: TieBy | None
    key: SortKey


@dataclass(frozen=True, slots=True)
class LotOrder:
    """`of`: the same rows as `placed`, by applicant."""

    lot: Lot
    best_offer: int | None
    placed: tuple[Placed, ...]
    of: Mapping[str, Placed]
    inadmissible: Mapping[str, Reason]


Holders = dict[str, dict[str, str]]
"""Lot → who has a place in it → which: `open`, `preemption` or `reserved:FLAG`."""

OPEN = "open"
PREEMPTION = "preemption"


def reserved(flag: str) -> str:
    """The name of a place reserved to those with the flag."""
    return f"reserved:{flag}"


class Limit(StrEnum):
    """What keeps a wish from being put forward."""

    OWN = "own"
    BUNDLE = "bundle"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class NotAsked:
    """`bundle`: the bundle too large for what its applicant may still win, which ends the list."""

    limit: Limit
    bundle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incomplete:
    """`missing`: the lots of a wish that are not to be had; `breaks`: whose bundles its return would leave with a part."""

    missing: tuple[str, ...]
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is in none of the three was asked for and refused."""

    holders: Holders
    incomplete: Mapping[Wish, Incomplete]
    not_asked: Mapping[Wish, NotAsked]


# ------------------------------------------------------------------ out


class OutcomeKind(StrEnum):
    WON = "won"
    LOST = "lost"
    NOT_NEEDED = "not_needed"
    GROUP_FULL = "group_full"
    INCOMPLETE = "incomplete"
    WITHDRAWN = "withdrawn"
    INADMISSIBLE = "inadmissible"


@dataclass(frozen=True, slots=True)
class Outcome:
    lot: str
    preference: int
    kind: OutcomeKind
    reason: Reason


@dataclass(frozen=True, slots=True)
class Winner:
    """`price` is what it pays or asks: None where nothing is offered."""

    row: Placed
    place: str
    price: int | None


@dataclass(frozen=True, slots=True)
class LotResult:
    order: LotOrder
    winners: tuple[Winner, ...]
    reserve: tuple[str, ...]
    void_reason: str | None


@dataclass(frozen=True, slots=True)
class ApplicantResult:
    id: str
    won: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class AllocationResult:
    call: str
    lots: tuple[LotResult, ...]
    applicants: tuple[ApplicantResult, ...]
