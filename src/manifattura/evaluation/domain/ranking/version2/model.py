"""What a version 2 ranking takes in and gives out. Points are in units of the call's last decimal, money in cents."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.aid_rule import Aid
from manifattura.evaluation.domain.ranking.model import EdgeTies, Group, MinimaOn, Reason, Reserve
from manifattura.evaluation.domain.ranking.version2.methods import Facts, Leaf

# ------------------------------------------------------------------ in: the call's rule


@dataclass(frozen=True, slots=True)
class Precision:
    """`unit`: points per whole point (100 or 1000)."""

    decimals: int
    truncate: bool

    @property
    def unit(self) -> int:
        return 1000 if self.decimals == 3 else 100

    def rounded(self, numerator: int, denominator: int) -> int:
        """The nearest whole number of a ratio that is not negative, one half upwards; or cut down."""
        if self.truncate:
            return numerator // denominator
        return (2 * numerator + denominator) // (2 * denominator)

    def shown(self, points: int) -> str:
        return f"{points // self.unit}.{points % self.unit:0{self.decimals}d}"


@dataclass(frozen=True, slots=True)
class Criterion:
    """`leaves`: itself, or its parts; `lower_only`: a check never raises the score."""

    id: str
    max: int
    min: int | None
    above_zero: bool
    lower_only: bool
    leaves: tuple[Leaf, ...]

    @property
    def is_whole(self) -> bool:
        return len(self.leaves) == 1 and self.leaves[0].id == self.id


@dataclass(frozen=True, slots=True)
class Uplift:
    """More points to who has the flag: a percentage (in hundredths of a percent) of these criteria together."""

    id: str
    flag: str
    percent: int
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondPhase:
    """Only the first `first` by the other criteria are scored on these; `ties_in`: all those equal to the last one."""

    criteria: frozenset[str]
    first: int
    ties_in: bool


class TieBy(StrEnum):
    GROUP = "group"
    CRITERION = "criterion"
    CRITERIA = "criteria"
    FLAG = "flag"
    FACT = "fact"
    REQUESTED = "requested"
    ARRIVAL = "arrival"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class TieBreaker:
    """`key`: id of the group, criterion, flag or fact, or the seed; `higher`: of facts, the higher goes first."""

    by: TieBy
    key: str = ""
    higher: bool = True

    @property
    def label(self) -> str:
        plain = (TieBy.ARRIVAL, TieBy.DRAW, TieBy.REQUESTED)
        return self.by.value if self.by in plain else f"{self.by}:{self.key}"


@dataclass(frozen=True, slots=True)
class Area:
    """Applications with the flag: at most `most` of them and `most_amount`, and the best `least` before all others."""

    flag: str
    most: int | None
    most_amount: int | None
    least: int | None


@dataclass(frozen=True, slots=True)
class Precedence:
    """Applications with the flag go before all others, or after them, whatever their points."""

    flag: str
    last: bool


@dataclass(frozen=True, slots=True)
class Budget:
    amount: int
    partial_allowed: bool
    min_share: int
    skip_unaffordable: bool
    edge_ties: EdgeTies
    reserves: tuple[Reserve, ...]
    most: int | None
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """`flag`: only applications that have it; `threshold`: times the budget (in hundredths) that requests may reach."""

    id: str
    flag: str | None
    budget: Budget
    threshold: int | None
    returns_to: str | None
    spills_to: str | None


@dataclass(frozen=True, slots=True)
class CallRule:
    id: str
    precision: Precision
    criteria: tuple[Criterion, ...]
    groups: tuple[Group, ...]
    bonus_cap: int | None
    uplifts: tuple[Uplift, ...]
    uplift_cap: int | None
    total_min: int | None
    rescale: bool
    minima_on: MinimaOn
    second_phase: SecondPhase | None
    by_arrival: bool
    precedence: tuple[Precedence, ...]
    tie_breakers: tuple[TieBreaker, ...]
    one_per_link: bool
    aid: Aid | None
    rankings: tuple[Ranking, ...]


# ------------------------------------------------------------------ in: what arrived and how it was marked


class LeftAs(StrEnum):
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FORFEITED = "forfeited"
    EXCLUDED_LATE = "excluded_late"


@dataclass(frozen=True, slots=True)
class Left:
    """Who went away after scoring; `rescore`: the act orders that the others be scored as if it had never been."""

    status: LeftAs
    rescore: bool


@dataclass(frozen=True, slots=True)
class Application:
    """`facts` as declared, `known` with the corrections of the check; `requested` cut to what the aid allows.

    `asked` is None where the amount is not known; only of one not admitted.

    `coefficients`: leaf → assessor → coefficient in millionths; `points`: leaf → points counted by the applicant;
    `checked_points`: criterion → points after the check.
    """

    id: str
    arrival: int
    asked: int | None
    requested: int
    admitted: bool
    flags: frozenset[str]
    assessors: frozenset[str]
    coefficients: Mapping[str, Mapping[str, int]]
    bonus: Mapping[str, int]
    facts: Facts
    known: Facts
    points: Mapping[str, int]
    checked_points: Mapping[str, int]
    link: str | None
    left: Left | None

    @property
    def counts(self) -> bool:
        """Whether it is among those that best values, thresholds and phases look at."""
        return self.admitted and not (self.left and self.left.rescore)


@dataclass(frozen=True, slots=True)
class RankingInput:
    call: CallRule
    assessors: tuple[str, ...]
    applications: tuple[Application, ...]


# ------------------------------------------------------------------ between and out


@dataclass(frozen=True, slots=True)
class Scored:
    """An admitted application with its points; `notes`: what the scoring has to say (checks, missing values)."""

    application: Application
    raw_scores: Mapping[str, int]
    scores: Mapping[str, int]
    parts: Mapping[str, int]
    groups: Mapping[str, int]
    bonus: int
    uplift: int
    total: int
    notes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PlacedClass:
    position: int
    members: tuple[Scored, ...]
    tie_break: str | None


class Status(StrEnum):
    """Of version 1, and who left."""

    FUNDED = "funded"
    PARTIALLY_FUNDED = "partially_funded"
    RESERVE_LIST = "reserve_list"
    BELOW_THRESHOLD = "below_threshold"
    NOT_ADMITTED = "not_admitted"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    FORFEITED = "forfeited"
    EXCLUDED_LATE = "excluded_late"


@dataclass(frozen=True, slots=True)
class Outcome:
    status: Status
    granted: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An application in one ranking."""

    ranking: str
    position: int
    tie_break: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`returned_from`: rankings where it was placed before, without money there; `requested` is None where not known."""

    id: str
    status: Status
    scored: Scored | None
    place: Place | None
    returned_from: tuple[Place, ...]
    requested: int | None
    granted: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class RankingMoney:
    """`received` and `given`: what came from and went to other rankings; `threshold`: the moving one, when reached."""

    id: str
    received: int
    given: int
    left: int
    threshold: int | None


@dataclass(frozen=True, slots=True)
class RankingResult:
    call: str
    precision: Precision
    rankings: tuple[RankingMoney, ...]
    entries: tuple[Entry, ...]
