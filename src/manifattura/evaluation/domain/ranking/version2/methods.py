"""How a criterion, or a part of one, turns what is known of an application into points (docs/formats.md §3 Methods).

Points are in units of the last decimal of the call; values are exact ratios of whole numbers.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.formulas import Ratio

Facts = Mapping[str, "Fact"]
Fact = Ratio | bool | str | tuple[str, ...]
Value = Callable[[Facts], Ratio | None]
"""A formula of the document, ready to be asked for its value; None when a fact is missing."""


@dataclass(frozen=True, slots=True)
class Committee:
    """Mean of the assessors' coefficients, `trim` highest and lowest left out; `levels`: the only marks allowed."""

    trim: int
    levels: frozenset[int]


class Take(StrEnum):
    ONE = "one"
    SUM = "sum"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Options:
    fact: str
    take: Take
    points: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """`closed`: the value itself belongs to the band."""

    at: Ratio
    closed: bool


@dataclass(frozen=True, slots=True)
class Band:
    """From one edge to another; None is without end."""

    low: Edge | None
    high: Edge | None
    points: int


@dataclass(frozen=True, slots=True)
class Bands:
    value: Value
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Node:
    at: Ratio
    points: int


@dataclass(frozen=True, slots=True)
class Line:
    """Straight segments between nodes in ascending order; flat before the first and after the last."""

    value: Value
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    fact: str


@dataclass(frozen=True, slots=True)
class Computed:
    """The formula's value is the points."""

    value: Value


@dataclass(frozen=True, slots=True)
class Declared:
    """Points that the applicant counted itself."""


class Best(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"


class Scale(StrEnum):
    RANGE = "range"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Normalised:
    """The value compared with those of the other applications."""

    value: Value
    best: Best
    scale: Scale


Method = Committee | Options | Bands | Line | YesNo | Computed | Declared | Normalised


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one method scores: a criterion without parts, or a part."""

    id: str
    max: int
    method: Method
