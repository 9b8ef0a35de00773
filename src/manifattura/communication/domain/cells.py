"""A schematic map from points alone: each quarter's cell is what lies nearer to its centre than to any other.

The real borders are not known to the programme until they are imported (ADR 0011): the page says that cells are approximate.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

REACH = 1.35
"""Kilometres: no cell reaches further from its centre, so that the map has an edge."""
SIDES = 24
KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class Place:
    """A named centre, longitude and latitude in degrees."""

    key: int
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Cell:
    """A polygon in the units of the drawing, as SVG path data."""

    key: int
    path: str


@dataclass(frozen=True)
class CellMap:
    width: int
    height: int
    cells: tuple[Cell, ...]


def cell_map(places: Sequence[Place], *, width: int = 600) -> CellMap:
    """Cells of all places, scaled so that the drawing is `width` units wide; empty without places."""
    if not places:
        return CellMap(width, 0, ())
    points = _projected(places)
    polygons = [_cell(point, points) for point in points]
    corners = [corner for polygon in polygons for corner in polygon]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    scale = width / (right - left)
    cells = tuple(
        Cell(place.key, _path([((x - left) * scale, (top - y) * scale) for x, y in polygon]))
        for place, polygon in zip(places, polygons, strict=True)
    )
    return CellMap(width, math.ceil((top - bottom) * scale), cells)


def _projected(places: Sequence[Place]) -> list[Point]:
    """Kilometres on a plane: a city is small enough for one scale per axis."""
    middle = sum(place.latitude for place in places) / len(places)
    shrink = math.cos(math.radians(middle))
    return [(place.longitude * KM_PER_DEGREE * shrink, place.latitude * KM_PER_DEGREE) for place in places]


def _cell(centre: Point, others: Sequence[Point]) -> list[Point]:
    polygon = [
        (
            centre[0] + REACH * math.cos(2 * math.pi * side / SIDES),
            centre[1] + REACH * math.sin(2 * math.pi * side / SIDES),
        )
        for side in range(SIDES)
    ]
    for other in others:
        if other != centre and math.dist(centre, other) < 2 * REACH:
            polygon = _nearer(polygon, centre, other)
    return polygon


def _nearer(polygon: list[Point], centre: Point, other: Point) -> list[Point]:
    """The part of the polygon that is nearer to `centre` than to `other` (one step of Sutherland and Hodgman)."""
    normal = (other[0] - centre[0], other[1] - centre[1])
    middle = ((centre[0] + other[0]) / 2, (centre[1] + other[1]) / 2)

    def beyond(point: Point) -> float:
        return (point[0] - middle[0]) * normal[0] + (point[1] - middle[1]) * normal[1]

    kept: list[Point] = []
    for start, end in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        before, after = beyond(start), beyond(end)
        if before <= 0:
            kept.append(start)
        if (before < 0 < after) or (after < 0 < before):
            share = before / (before - after)
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
    return kept


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
