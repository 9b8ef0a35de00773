"""Reads criteria, their parts and their methods (docs/formats.md §3 Criteria, Methods)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from manifattura.calls.domain.formulas import Ratio
from manifattura.evaluation.domain.ranking.version2.methods import (
    Band,
    Bands,
    Best,
    Committee,
    Computed,
    Declared,
    Edge,
    Leaf,
    Line,
    Method,
    Node,
    Normalised,
    Options,
    Scale,
    Take,
    YesNo,
)
from manifattura.evaluation.domain.ranking.version2.model import Criterion
from manifattura.evaluation.domain.ranking.version2.values import (
    FactType,
    Types,
    known_fact,
    read_at,
    read_formula,
)
from manifattura.kernel.document_types import (
    boolean,
    coefficient,
    count_from_one,
    distinct,
    field,
    identifier,
    items,
    members,
    one_of,
    optional_field,
)
from manifattura.kernel.strict_json import InvalidInput

Points = Callable[[object], int]
_CRITERION_OPTIONAL = ("min", "above_zero", "lower_only", "method", "parts")


@dataclass(frozen=True, slots=True)
class CriteriaReader:
    """`points` reads with the decimals of the call; `types` are the declared facts."""

    points: Points
    types: Types

    def read(self, value: object) -> tuple[Criterion, ...]:
        criteria = items(value, self._criterion)
        if not criteria:
            raise InvalidInput("at least one criterion is needed")
        leaves = [leaf.id for one in criteria for leaf in one.leaves if leaf.id != one.id or not one.is_whole]
        distinct([*(one.id for one in criteria), *leaves], "criterion")
        return criteria

    def _criterion(self, value: object) -> Criterion:
        owner = members(value, ("id", "max"), _CRITERION_OPTIONAL)
        if ("method" in owner) == ("parts" in owner):
            raise InvalidInput("a criterion has a method or parts, one of the two")
        identifier_ = field(owner, "id", identifier)
        maximum = field(owner, "max", self._above_zero)
        minimum = optional_field(owner, "min", self.points, None)
        if minimum is not None and minimum > maximum:
            raise InvalidInput("min is above the maximum")
        if "method" in owner:
            method = field(owner, "method", lambda item: self._method(item, maximum))
            leaves: tuple[Leaf, ...] = (Leaf(identifier_, maximum, method),)
        else:
            leaves = field(owner, "parts", self._parts)
            distinct([identifier_, *(leaf.id for leaf in leaves)], "criterion")
        lower_only = optional_field(owner, "lower_only", boolean, absent=False)
        if lower_only and any(isinstance(leaf.method, Committee | Normalised) for leaf in leaves):
            raise InvalidInput("lower_only is for points that depend on the applicant alone")
        return Criterion(
            id=identifier_,
            max=maximum,
            min=minimum,
            above_zero=optional_field(owner, "above_zero", boolean, absent=False),
            lower_only=lower_only,
            leaves=leaves,
        )

    def _parts(self, value: object) -> tuple[Leaf, ...]:
        parts = items(value, self._part)
        if not parts:
            raise InvalidInput("at least one part is needed")
        return parts

    def _part(self, value: object) -> Leaf:
        owner = members(value, ("id", "max", "method"))
        maximum = field(owner, "max", self._above_zero)
        return Leaf(
            field(owner, "id", identifier),
            maximum,
            field(owner, "method", lambda item: self._method(item, maximum)),
        )

    def _above_zero(self, value: object) -> int:
        points = self.points(value)
        if points == 0:
            raise InvalidInput("not above zero")
        return points

    def _up_to(self, maximum: int) -> Points:
        def read(value: object) -> int:
            points = self.points(value)
            if points > maximum:
                raise InvalidInput("points above the maximum")
            return points

        return read

    # -------------------------------------------------------------- methods

    def _method(self, value: object, maximum: int) -> Method:
        owner = members(value, ("by",), _METHOD_MEMBERS)
        by = field(owner, "by", lambda item: one_of(item, tuple(_METHODS)))
        wanted, optional = _METHODS[by]
        members(owner, ("by", *wanted), optional)
        match by:
            case "committee":
                return self._committee(owner)
            case "options":
                return self._options(owner, maximum)
            case "bands":
                return self._bands(owner, maximum)
            case "line":
                return self._line(owner, maximum)
            case "yes_no":
                return YesNo(field(owner, "fact", lambda item: known_fact(item, self.types, FactType.YES_NO)))
            case "formula":
                formula, kind = field(owner, "value", lambda item: read_formula(item, self.types))
                if kind != FactType.NUMBER.value:
                    raise InvalidInput("points are a number, not a day")
                return Computed(formula)
            case "normalised":
                formula, _ = field(owner, "value", lambda item: read_formula(item, self.types))
                return Normalised(
                    formula,
                    Best(field(owner, "best", lambda item: one_of(item, tuple(Best)))),
                    Scale(field(owner, "scale", lambda item: one_of(item, tuple(Scale)))),
                )
        return Declared()

    def _committee(self, owner: dict[str, object]) -> Committee:
        levels: Sequence[int] = optional_field(owner, "levels", lambda item: items(item, coefficient), ())
        distinct(levels, "level")
        if "levels" in owner and not levels:
            raise InvalidInput("levels: at least one is needed")
        return Committee(optional_field(owner, "trim", count_from_one, 0), frozenset(levels))

    def _options(self, owner: dict[str, object], maximum: int) -> Options:
        take = Take(field(owner, "take", lambda item: one_of(item, tuple(Take))))
        wanted = FactType.CHOICE if take is Take.ONE else FactType.CHOICES
        points = self._up_to(maximum)

        def option(value: object) -> tuple[str, int]:
            item = members(value, ("id", "points"))
            return field(item, "id", identifier), field(item, "points", points)

        options = field(owner, "options", lambda item: items(item, option))
        distinct((identifier_ for identifier_, _ in options), "option")
        if not options:
            raise InvalidInput("at least one option is needed")
        return Options(
            field(owner, "fact", lambda item: known_fact(item, self.types, wanted)), take, dict(options)
        )

    def _bands(self, owner: dict[str, object], maximum: int) -> Bands:
        formula, kind = field(owner, "value", lambda item: read_formula(item, self.types))
        at, points = read_at(kind), self._up_to(maximum)

        def edge(value: object) -> Edge:
            item = members(value, ("at", "included"))
            return Edge(field(item, "at", at), field(item, "included", boolean))

        def band(value: object) -> Band:
            item = members(value, ("points",), ("from", "to"))
            return Band(
                optional_field(item, "from", edge, None),
                optional_field(item, "to", edge, None),
                field(item, "points", points),
            )

        bands = field(owner, "bands", lambda item: items(item, band))
        _refuse_disorder(bands)
        return Bands(formula, bands)

    def _line(self, owner: dict[str, object], maximum: int) -> Line:
        formula, kind = field(owner, "value", lambda item: read_formula(item, self.types))
        at, points = read_at(kind), self._up_to(maximum)

        def node(value: object) -> Node:
            item = members(value, ("at", "points"))
            return Node(field(item, "at", at), field(item, "points", points))

        nodes = field(owner, "nodes", lambda item: items(item, node))
        if len(nodes) < 2:
            raise InvalidInput("nodes: at least two are needed")
        for before, after in pairwise(nodes):
            if not _below(before.at, after.at):
                raise InvalidInput("nodes: not in ascending order")
        return Line(formula, nodes)


_METHODS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "committee": ((), ("trim", "levels")),
    "options": (("fact", "take", "options"), ()),
    "bands": (("value", "bands"), ()),
    "line": (("value", "nodes"), ()),
    "yes_no": (("fact",), ()),
    "formula": (("value",), ()),
    "declared": ((), ()),
    "normalised": (("value", "best", "scale"), ()),
}
_METHOD_MEMBERS = tuple({name for wanted, optional in _METHODS.values() for name in (*wanted, *optional)})


def _refuse_disorder(bands: Sequence[Band]) -> None:
    """Bands go upwards, are not empty and do not overlap; between two of them there may be a gap."""
    if not bands:
        raise InvalidInput("bands: at least one is needed")
    for band in bands:
        if band.low and band.high and not _apart(band.low, band.high, touching=True):
            raise InvalidInput("bands: one is empty")
    for before, after in pairwise(bands):
        if before.high is None or after.low is None or not _apart(before.high, after.low, touching=False):
            raise InvalidInput("bands: two overlap or are not in ascending order")


def _apart(one: Edge, other: Edge, *, touching: bool) -> bool:
    """Whether `one` comes before `other`. At the same value: both closed when they must touch, not both when not."""
    if _below(one.at, other.at):
        return True
    both = one.closed and other.closed
    return not _below(other.at, one.at) and both is touching


def _below(one: Ratio, other: Ratio) -> bool:
    return one[0] * other[1] < other[0] * one[1]
