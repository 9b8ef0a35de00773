"""The whole city as one small drawing, and where on it a point falls: no tiles, no script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, cos, radians

from shapely import total_bounds
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .outlines import ShapesKey, shapes_key, shapes_of

WIDTH = 600


@dataclass(frozen=True)
class CityDrawing:
    """`areas`: number of each area to its shape as data of an SVG path, in a box of `width` × `height`; `ground`: all in one."""

    height: int
    areas: Mapping[int, str]
    ground: str
    west: float
    north: float
    scale: tuple[float, float]
    width: int = WIDTH

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        """Where a point in degrees falls, from the upper left corner."""
        return round((longitude - self.west) * self.scale[0]), round((self.north - latitude) * self.scale[1])


def city_drawing() -> CityDrawing | None:
    """None where the city has no areas."""
    return _drawn(shapes_key())


@lru_cache(maxsize=2)
def _drawn(key: ShapesKey) -> CityDrawing | None:
    shapes = [(number, one) for number, one in shapes_of(key) if not one.is_empty]
    if not shapes:
        return None
    west, south, east, north = (float(one) for one in total_bounds([one for _number, one in shapes]))
    x = WIDTH / (east - west)
    y = x / cos(radians((north + south) / 2))
    empty = CityDrawing(ceil((north - south) * y), {}, "", west, north, (x, y))
    areas = {number: _path(empty, one) for number, one in shapes}
    return replace(empty, areas=areas, ground="".join(areas.values()))


def _path(drawing: CityDrawing, shape: BaseGeometry) -> str:
    parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    return "".join(_ring(drawing, part) for part in parts if isinstance(part, Polygon))


def _ring(drawing: CityDrawing, part: Polygon) -> str:
    points = dict.fromkeys(drawing.place(longitude, latitude) for longitude, latitude in part.exterior.coords)
    return "M" + " ".join(f"{x},{y}" for x, y in points) + "z"
