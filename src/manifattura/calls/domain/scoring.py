"""How a criterion gives points, as the call says it: the part of an edition that `evaluation` turns into a version 2 ranking."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any


class MethodKind(StrEnum):
    """Where the points of a criterion come from; the committee's coefficient needs no method."""

    COMMITTEE = "committee"
    OPTIONS = "options"
    BANDS = "bands"
    LINE = "line"
    YES_NO = "yes_no"
    FORMULA = "formula"
    DECLARED = "declared"
    NORMALISED = "normalised"


class Source(StrEnum):
    """Who says what the points depend on."""

    FORM = "form"
    """The applicant, in the form; the office may correct it."""
    OFFICE = "office"
    """The office, in the formal review."""


@dataclass(frozen=True)
class ScoredOption:
    """`key`: the choice of the question, or a key of its own when the office chooses."""

    key: str
    label: str
    points: Decimal


@dataclass(frozen=True)
class BandRow:
    """From `low` to `high`, numbers or days (`2025-01-01`) as text; empty: without end. `*_in`: the edge belongs to it."""

    points: Decimal
    low: str = ""
    low_in: bool = True
    high: str = ""
    high_in: bool = False


@dataclass(frozen=True)
class LineNode:
    at: str
    points: Decimal


@dataclass(frozen=True)
class Level:
    """A mark that the committee may give, in words; `coefficient` from 0 to 1."""

    label: str
    coefficient: Decimal


@dataclass(frozen=True)
class Method:
    """`kind` tells which of the others count.

    options: `field` (or the office), `options`, `take` (one, sum, best) · yes_no: `field` or `when` (or the office) ·
    bands: `value`, `bands` · line: `value`, `nodes` · formula: `value` · declared: `field`, where the applicant writes
    its points · normalised: `value`, `best` (highest, lowest), `scale` (range, best) · committee: `trim`, `levels`.
    `value` is a formula (`formulas.py`); with source `office` an officer gives it, and `value_kind` says what it is.
    """

    kind: MethodKind
    source: Source = Source.FORM
    field: str = ""
    when: Mapping[str, Any] | None = None
    value: Mapping[str, Any] | None = None
    value_kind: str = "number"
    options: tuple[ScoredOption, ...] = ()
    take: str = "one"
    bands: tuple[BandRow, ...] = ()
    nodes: tuple[LineNode, ...] = ()
    best: str = "highest"
    scale: str = "range"
    trim: int = 0
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class CriterionPart:
    """A sub-criterion: its points add up to the criterion's, up to its maximum."""

    key: str
    title: str
    max: Decimal
    method: Method | None = None
    guidance: str = ""


@dataclass(frozen=True)
class Uplift:
    """Who has the flag gets `percent` more of the points of a group, of a criterion, or of all criteria (`of` empty)."""

    key: str
    title: str
    flag: str
    percent: Decimal
    of: str = ""
    """Key of a group, or of a criterion."""


@dataclass(frozen=True)
class AreaRule:
    """Applications with the flag: at most so many and so much money, and the best `least` before all others."""

    flag: str
    title: str = ""
    most: int | None = None
    most_amount: Decimal | None = None
    least: int | None = None


@dataclass(frozen=True)
class Precedence:
    """Who has the flag goes before all others (pre-emption), or after them (admission in the second place), whatever the points."""

    flag: str
    title: str = ""
    last: bool = False


@dataclass(frozen=True)
class SubRanking:
    """A ranking of its own for who has the flag, with its money, worked out before the main one.

    `returns`: who gets nothing there competes in the main ranking; `spills`: money left there goes to the main ranking;
    `receives`: money left in the main ranking comes here; `threshold_times`: its own moving threshold.
    """

    key: str
    title: str
    flag: str
    amount: Decimal
    returns: bool = True
    spills: bool = True
    receives: bool = False
    threshold_times: Decimal | None = None
