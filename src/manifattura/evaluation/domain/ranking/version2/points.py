"""The points of one leaf of the grid: what its method makes of the application (docs/formats.md §3 Methods)."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from manifattura.calls.domain.formulas import Ratio
from manifattura.evaluation.domain.ranking.version2.methods import (
    Band,
    Bands,
    Best,
    Committee,
    Computed,
    Declared,
    Edge,
    Facts,
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
from manifattura.evaluation.domain.ranking.version2.model import Application, Precision
from manifattura.kernel.scaled import MILLION

Extremes = tuple[Ratio, Ratio]
"""Lowest and highest value among the applications that count."""


def leaf_points(
    leaf: Leaf,
    application: Application,
    facts: Facts,
    extremes: Mapping[str, Extremes],
    precision: Precision,
) -> int | None:
    """Rounded once, never below zero nor above the leaf's maximum; None when what it needs is not known."""
    if isinstance(leaf.method, Committee):
        marks = application.coefficients[leaf.id].values()
        return _mean(marks, leaf.method.trim, leaf.max, precision)
    if isinstance(leaf.method, Declared):
        return application.points.get(leaf.id)
    exact = _exact(leaf.method, leaf.max, facts, extremes.get(leaf.id), precision.unit)
    if exact is None:
        return None
    return min(precision.rounded(max(exact[0], 0), exact[1]), leaf.max)


def extremes_of(leaf: Leaf, applications: Iterable[Application]) -> Extremes | None:
    """The range of a compared value; None when the method does not compare, or nobody has the value."""
    if not isinstance(leaf.method, Normalised):
        return None
    low: Ratio | None = None
    high: Ratio | None = None
    for application in applications:
        value = leaf.method.value(application.known)
        if value is None:
            continue
        low = value if low is None or _below(value, low) else low
        high = value if high is None or _below(high, value) else high
    return None if low is None or high is None else (low, high)


def _mean(marks: Iterable[int], trim: int, maximum: int, precision: Precision) -> int:
    counted: Sequence[int] = list(marks)
    if len(counted) > 2 * trim > 0:
        counted = sorted(counted)[trim:-trim]
    return precision.rounded(sum(counted) * maximum, len(counted) * MILLION)


def _exact(method: Method, maximum: int, facts: Facts, extremes: Extremes | None, unit: int) -> Ratio | None:
    """The points as a ratio, before limits and rounding."""
    match method:
        case YesNo():
            answer = facts.get(method.fact)
            return None if answer is None else ((maximum if answer else 0), 1)
        case Options():
            return _chosen(method, facts)
        case Bands():
            value = method.value(facts)
            return None if value is None else (_in_bands(value, method.bands), 1)
        case Line():
            value = method.value(facts)
            return None if value is None else _on_line(value, method.nodes)
        case Computed():
            value = method.value(facts)
            return None if value is None else (value[0] * unit, value[1])
        case Normalised():
            value = method.value(facts)
            return None if value is None or extremes is None else _compared(value, extremes, method, maximum)
    raise AssertionError(method)  # pragma: no cover


def _chosen(method: Options, facts: Facts) -> Ratio | None:
    chosen = facts.get(method.fact)
    if method.take is Take.ONE:
        return None if chosen is None else (method.points[str(chosen)], 1)
    if chosen is None:
        return None
    points = [method.points[one] for one in cast("tuple[str, ...]", chosen)]
    return (sum(points) if method.take is Take.SUM else max(points, default=0)), 1


def _in_bands(value: Ratio, bands: Sequence[Band]) -> int:
    for band in bands:
        if _above(value, band.low) and _under(value, band.high):
            return band.points
    return 0


def _above(value: Ratio, edge: Edge | None) -> bool:
    return edge is None or _below(edge.at, value) or (edge.closed and not _below(value, edge.at))


def _under(value: Ratio, edge: Edge | None) -> bool:
    return edge is None or _below(value, edge.at) or (edge.closed and not _below(edge.at, value))


def _on_line(value: Ratio, nodes: Sequence[Node]) -> Ratio:
    if not _below(nodes[0].at, value):
        return nodes[0].points, 1
    for start, end in pairwise(nodes):
        if not _below(end.at, value):
            over, under = _ratio_of_differences(value, start.at, end.at)
            return start.points * under + (end.points - start.points) * over, under
    return nodes[-1].points, 1


def _compared(value: Ratio, extremes: Extremes, method: Normalised, maximum: int) -> Ratio:
    low, high = extremes
    best, worst = (high, low) if method.best is Best.HIGHEST else (low, high)
    if method.scale is Scale.RANGE:
        if not _below(low, high):
            return maximum, 1
        over, under = _ratio_of_differences(value, worst, best)
        return maximum * over, under
    if method.best is Best.HIGHEST:
        return (0, 1) if best[0] <= 0 else (maximum * value[0] * best[1], value[1] * best[0])
    if value[0] <= 0:
        return (0 if _below(best, value) else maximum), 1
    return maximum * best[0] * value[1], best[1] * value[0]


def _ratio_of_differences(value: Ratio, start: Ratio, end: Ratio) -> Ratio:
    """(value − start) ÷ (end − start), with a denominator above zero."""
    over = (value[0] * start[1] - start[0] * value[1]) * end[1]
    under = (end[0] * start[1] - start[0] * end[1]) * value[1]
    return (over, under) if under > 0 else (-over, -under)


def _below(one: Ratio, other: Ratio) -> bool:
    return one[0] * other[1] < other[0] * one[1]
