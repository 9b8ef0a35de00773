"""What the allocation of lots takes in and gives out. Points are in hundredths, money in cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# ------------------------------------------------------------------ in: the lots and their rules


class Rule(StrEnum):
    """How a lot is awarded."""

    MEAT = "meat"
    HIGHEST_OFFER = "highest_offer"
    TECHNICAL_ONLY = "technical_only"


class Formula(StrEnum):
    """How an offer becomes economic points."""

    PROPORTIONAL = "proportional"
    INTERPOLATED = "interpolated"


class TieBy(StrEnum):
    TECHNICAL = "technical"
    OFFER = "offer"
    ARRIVAL = "arrival"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class TieBreaker:
    """`seed` is that of the draw, empty for the others."""

    by: TieBy
    seed: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """What the rule does not have is None."""

    rule: Rule
    technical_max: int | None = None
    technical_min: int | None = None
    economic_max: int | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """`base` is the least offer, None where no offer is asked."""

    id: str
    base: int | None
    award: Award
    tie_breakers: tuple[TieBreaker, ...]


# ------------------------------------------------------------------ in: who bids


@dataclass(frozen=True, slots=True)
class Bid:
    """`technical` and `offer` are there when the lot's rule wants them."""

    lot: str
    technical: int | None
    offer: int | None


@dataclass(frozen=True, slots=True)
class Applicant:
    """`bids` are in the order of preference, most wanted first."""

    id: str
    arrival: int
    max_lots: int
    bids: tuple[Bid, ...]


@dataclass(frozen=True, slots=True)
class AllocationInput:
    """Made by `read.read_input`, which checks everything that `allocate` then takes for granted."""

    call: str
    lots: tuple[Lot, ...]
    applicants: tuple[Applicant, ...]


# ------------------------------------------------------------------ between: the order of each lot

Fact = str | int | None | list[str]
SortKey = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is so; `facts` are in the form of the result document ("7.50")."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Placed:
    """An admissible bid in the order of its lot; lower `key` goes first: the total, then the tie breakers."""

    position: int
    applicant: str
    bid: Bid
    economic: int | None
    total: int
    tie_break: TieBy | None
    key: SortKey


@dataclass(frozen=True, slots=True)
class LotOrder:
    """`inadmissible` is in the order of the input; `best_offer` None without any, or where none is asked."""

    lot: Lot
    best_offer: int | None
    placed: tuple[Placed, ...]
    inadmissible: Mapping[str, Reason]


# ------------------------------------------------------------------ out


class VoidReason(StrEnum):
    """Why nobody wins a lot."""

    NO_BIDS = "NO_BIDS"
    NO_ADMISSIBLE_BIDS = "NO_ADMISSIBLE_BIDS"
    BIDDERS_HOLD_PREFERRED = "BIDDERS_HOLD_PREFERRED"


class OutcomeKind(StrEnum):
    WON = "won"
    LOST = "lost"
    NOT_NEEDED = "not_needed"
    INADMISSIBLE = "inadmissible"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one bid; `preference` counts from 1."""

    lot: str
    preference: int
    kind: OutcomeKind
    reason: Reason


@dataclass(frozen=True, slots=True)
class LotResult:
    """`reserve`: who lost it, in order; `void_reason` None when it has a winner."""

    order: LotOrder
    winner: str | None
    reserve: tuple[str, ...]
    void_reason: VoidReason | None


@dataclass(frozen=True, slots=True)
class ApplicantResult:
    """`won` and `outcomes` in the order of preference."""

    id: str
    won: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class AllocationResult:
    """Lots and applicants in the order of the input."""

    call: str
    lots: tuple[LotResult, ...]
    applicants: tuple[ApplicantResult, ...]
