"""The grid of a call: criteria, groups, bonuses, flags, ties, money rules (a part of the edition)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from .scoring import AreaRule, CriterionPart, Method, Precedence, SubRanking, Uplift

Expression = Mapping[str, Any]
"""Expression tree of `expressions.py`."""


@dataclass(frozen=True)
class Criterion:
    key: str
    title: str
    max: Decimal
    min: Decimal | None = None
    group: str | None = None
    guidance: str = ""
    method: Method | None = None
    """None: the committee's coefficient."""
    parts: tuple[CriterionPart, ...] = ()
    """Sub-criteria; then `method` is not used."""
    above_zero: bool = False
    lower_only: bool = False
    """A check of the office never raises the score that the applicant declared."""
    second_phase: bool = False
    per_lot: bool = False
    """The committee marks it once for each lot that the application asks for (`lot_sections.py`)."""


@dataclass(frozen=True)
class CriteriaGroup:
    key: str
    title: str
    min: Decimal | None = None


@dataclass(frozen=True)
class Bonus:
    """Extra points for a fact the firm declares (`when`) and the officer confirms."""

    key: str
    title: str
    points: Decimal
    when: Expression | None = None


@dataclass(frozen=True)
class Flag:
    """A neutral mark computed from the answers: used by reserves and tie-breakers, public in the replay file."""

    key: str
    title: str
    when: Expression


@dataclass(frozen=True)
class TieBreaker:
    """`by`: group, criterion, flag, number (with `id`, of numbers and dates a path of the answers), criteria (all, in
    order), requested (the lower goes first), arrival, draw. The draw's seed is entered at computing time.
    """

    by: str
    id: str | None = None
    seed_rule: str = ""
    higher: bool = True
    """Of numbers and dates: the higher goes first."""


@dataclass(frozen=True)
class Reserve:
    flag: str
    amount: Decimal
    title: str = ""


@dataclass(frozen=True)
class Grid:
    criteria: tuple[Criterion, ...]
    groups: tuple[CriteriaGroup, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    bonus_cap: Decimal | None = None
    total_min: Decimal | None = None
    rescale: bool = False
    minima_on: str = "raw"
    tie_breakers: tuple[TieBreaker, ...] = ()
    partial_last: bool = False
    partial_min_share: Decimal = Decimal("0.00")
    skip_unaffordable: bool = False
    edge_ties: str = "none"
    reserves: tuple[Reserve, ...] = ()
    decimals: int = 2
    rounding: str = "half_up"
    """`half_up` or `down`."""
    uplifts: tuple[Uplift, ...] = ()
    uplift_cap: Decimal | None = None
    second_phase_first: int | None = None
    second_phase_ties_in: bool = True
    by_arrival: bool = False
    """Above the thresholds, in order of arrival."""
    threshold_times: Decimal | None = None
    """Moving threshold: the score at which requests reach so many times the budget."""
    most_funded: int | None = None
    areas: tuple[AreaRule, ...] = ()
    one_per_link: bool = False
    link_field: str = ""
    """Question whose answer tells linked applicants; without it, the applicant itself."""
    rankings: tuple[SubRanking, ...] = ()
    precedence: tuple[Precedence, ...] = ()
    """In order: who has a flag listed earlier goes before who has one listed later."""


GRID_RULES = tuple(one.name for one in fields(Grid) if one.default != () and one.name != "criteria")
"""What a grid says besides its lists: the names are those of the call's columns too."""
