"""The areas around a point, as a small drawing: no tiles, no script, a few hundred coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians

from shapely import clip_by_rect
from shapely.affinity import affine_transform
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from .outlines import nil_shapes

WIDTH, HEIGHT = 320, 240
ACROSS_KM = 6.4
"""What the drawing shows from side to side: the area of the point and its neighbours."""
KM_IN_A_DEGREE = 111.32


@dataclass(frozen=True)
class Surroundings:
    """`own`: the area of the point, `others` the rest, as data of SVG paths in a box of 320 × 240 with the point in its middle.

    `km`: how many units of the box a kilometre takes.
    """

    own: str
    others: str
    km: float

    @property
    def corner(self) -> tuple[float, float]:
        """Of a square of one kilometre around the point."""
        return (WIDTH - self.km) / 2, (HEIGHT - self.km) / 2


def surroundings(*, longitude: float, latitude: float, nil: int | None) -> Surroundings:
    """Areas within some three kilometres of the point; both paths may be empty (a point far from every area)."""
    km = WIDTH / ACROSS_KM
    y = km * KM_IN_A_DEGREE
    x = y * cos(radians(latitude))
    own, others = "", []
    for number, shape in nil_shapes():
        # x grows eastwards, y southwards
        placed = affine_transform(shape, [x, 0, 0, -y, WIDTH / 2 - x * longitude, HEIGHT / 2 + y * latitude])
        seen = _path(clip_by_rect(placed, -4, -4, WIDTH + 4, HEIGHT + 4))
        if number == nil:
            own = seen
        elif seen:
            others.append(seen)
    return Surroundings(own=own, others="".join(others), km=km)


def _path(shape: BaseGeometry) -> str:
    parts = list(shape.geoms) if isinstance(shape, MultiPolygon) else [shape]
    return "".join(_ring(part) for part in parts if isinstance(part, Polygon) and not part.is_empty)


def _ring(part: Polygon) -> str:
    points = dict.fromkeys((round(x), round(y)) for x, y in part.exterior.coords)
    return "M" + " ".join(f"{x},{y}" for x, y in points) + "z"
