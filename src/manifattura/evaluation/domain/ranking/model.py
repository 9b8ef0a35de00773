"""What the ranking takes in and gives out. Points and shares are in hundredths, money in cents, coefficients in millionths."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# ------------------------------------------------------------------ in: the call's rule


class MinimaOn(StrEnum):
    """On which scores the minima are checked when scores are re-scaled."""

    RAW = "raw"
    RESCALED = "rescaled"


class EdgeTies(StrEnum):
    """What happens to ex aequo at the edge of the budget."""

    NONE = "none"
    PRO_RATA = "pro_rata"


class TieBy(StrEnum):
    GROUP = "group"
    CRITERION = "criterion"
    FLAG = "flag"
    ARRIVAL = "arrival"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    max: int
    min: int | None


@dataclass(frozen=True, slots=True)
class Group:
    id: str
    criteria: tuple[str, ...]
    min: int | None


@dataclass(frozen=True, slots=True)
class TieBreaker:
    """`key` is the id of the group, criterion or flag, or the seed of the draw; empty for arrival."""

    by: TieBy
    key: str = ""

    @property
    def label(self) -> str:
        """As results name it: `group:ID`, `criterion:ID`, `flag:ID`, `arrival`, `draw`."""
        return self.by if self.by in (TieBy.ARRIVAL, TieBy.DRAW) else f"{self.by}:{self.key}"


@dataclass(frozen=True, slots=True)
class Reserve:
    """Part of the budget that goes first to applications with the flag."""

    flag: str
    amount: int


@dataclass(frozen=True, slots=True)
class Budget:
    amount: int
    partial_allowed: bool
    min_share: int
    skip_unaffordable: bool
    edge_ties: EdgeTies
    reserves: tuple[Reserve, ...]


@dataclass(frozen=True, slots=True)
class CallRule:
    """The part of a call's edition that decides the ranking."""

    id: str
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...]
    bonus_cap: int | None
    total_min: int | None
    rescale: bool
    minima_on: MinimaOn
    tie_breakers: tuple[TieBreaker, ...]
    budget: Budget


# ------------------------------------------------------------------ in: what arrived and how it was marked


@dataclass(frozen=True, slots=True)
class Application:
    """`coefficients`: criterion → assessor → coefficient, without the recused; `bonus`: item → points."""

    id: str
    arrival: int
    requested: int
    admitted: bool
    flags: frozenset[str]
    coefficients: Mapping[str, Mapping[str, int]]
    bonus: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RankingInput:
    """Made by `read.read_input`, which checks everything that `rank` then takes for granted."""

    call: CallRule
    assessors: tuple[str, ...]
    applications: tuple[Application, ...]


# ------------------------------------------------------------------ between: scores and places


@dataclass(frozen=True, slots=True)
class Scored:
    """An admitted application with its points; `scores` are `raw_scores` until they are re-scaled."""

    application: Application
    raw_scores: Mapping[str, int]
    scores: Mapping[str, int]
    groups: Mapping[str, int]
    bonus: int
    total: int


@dataclass(frozen=True, slots=True)
class PlacedClass:
    """The applications of one position, by id; several when ex aequo.

    `tie_break` is what separated the class from the one above, None when totals differ.
    """

    position: int
    members: tuple[Scored, ...]
    tie_break: str | None


# ------------------------------------------------------------------ out


class Status(StrEnum):
    FUNDED = "funded"
    PARTIALLY_FUNDED = "partially_funded"
    RESERVE_LIST = "reserve_list"
    BELOW_THRESHOLD = "below_threshold"
    NOT_ADMITTED = "not_admitted"


Fact = str | int | list[str] | list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry is where it is; `facts` are in the form of the result document ("7.50")."""

    code: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the budget did to one ranked application."""

    status: Status
    granted: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ranking; `scored` is None when not admitted, `position` None unless ranked."""

    id: str
    position: int | None
    status: Status
    scored: Scored | None
    granted: int
    tie_break: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RankingResult:
    """Entries: ranked ones in order, then below threshold by id, then not admitted by id."""

    call: str
    entries: tuple[Entry, ...]
    budget_left: int
