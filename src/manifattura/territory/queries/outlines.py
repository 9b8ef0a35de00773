"""The city's areas as a map draws them: official boundaries made lighter, or cells around approximate centres that say so."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Max
from shapely import coverage_simplify, get_parts, voronoi_polygons
from shapely.geometry import MultiPoint, Point, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from ..models import Boundary
from .areas import nil_names
from .centroids import nil_centroids

TOLERANCE = 0.0004
"""Degrees: some forty metres, less than a line is wide where the whole city is seen."""
AROUND = 0.016
Shapes = tuple[tuple[int, BaseGeometry], ...]
ShapesKey = datetime | tuple[tuple[int, float, float], ...]
PLACES = 5


def nil_outlines() -> dict[str, Any]:
    """GeoJSON with the number and name of each area; official shapes are simplified once for each import."""
    shapes = nil_shapes()
    return _collection(shapes, nil_names(number for number, _one in shapes))


def nil_shapes() -> Shapes:
    """The number and shape of each area, degrees WGS84: official once imported, before that cells around the centres."""
    return shapes_of(shapes_key())


def shapes_key() -> ShapesKey:
    """What the shapes hang on, for whoever keeps what is made of them: when they were imported, else the centres."""
    imported_at: datetime | None = Boundary.objects.filter(level="nil").aggregate(latest=Max("imported_at"))[
        "latest"
    ]
    return imported_at or tuple(
        sorted((number, longitude, latitude) for number, _name, longitude, latitude in nil_centroids())
    )


def shapes_of(key: ShapesKey) -> Shapes:
    return _official(key) if isinstance(key, datetime) else _cells(key)


def has_official_outlines() -> bool:
    """Whether boundaries were imported."""
    return Boundary.objects.filter(level="nil").exists()


@lru_cache(maxsize=2)
def _official(imported_at: datetime) -> Shapes:
    rows = list(
        Boundary.objects.filter(level="nil", imported_at=imported_at).values_list("number", "geometry")
    )
    # together, so that two neighbours keep the same line between them
    lighter = coverage_simplify([shape(geometry) for _number, geometry in rows], TOLERANCE)
    return tuple((number, one) for (number, _geometry), one in zip(rows, lighter, strict=True))


@lru_cache(maxsize=2)
def _cells(centres: tuple[tuple[int, float, float], ...]) -> Shapes:
    if len(centres) < 2:
        return tuple((number, Point(x, y).buffer(AROUND)) for number, x, y in centres)
    points = [Point(x, y) for _number, x, y in centres]
    ground = unary_union([point.buffer(AROUND) for point in points])
    cells = get_parts(voronoi_polygons(MultiPoint(points), extend_to=ground, ordered=True))
    return tuple(
        (number, cell.intersection(ground)) for (number, _x, _y), cell in zip(centres, cells, strict=True)
    )


def _collection(shapes: Shapes, names: dict[int, str]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": number,
                "properties": {"name": names.get(number, str(number))},
                "geometry": _rounded(dict(mapping(one))),
            }
            for number, one in shapes
            if not one.is_empty
        ],
    }


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list | tuple) else value
