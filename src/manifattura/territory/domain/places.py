"""Where a point lies: by official boundaries where they were imported, else by approximate centres that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import cos, hypot, radians

from shapely import STRtree
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

KM_PER_DEGREE = 111.2
FARTHEST_INSIDE = 2.4
"""Kilometres from the nearest centre of a NIL: beyond it, without boundaries, a point is taken as outside the city."""
NEIGHBOURS_OF_NIL = 5
"""Without boundaries a NIL is doubted when this many other centres are nearer to the point."""
NEIGHBOURS_OF_MUNICIPIO = 3


@dataclass(frozen=True)
class Centre:
    """The approximate centre of an area: number (0 for another municipality), name, degrees WGS84."""

    number: int
    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Where:
    """The areas of a point; `exact` when boundaries decided. `nil` and `municipio` are None when they are not known."""

    inside: bool
    nil: int | None = None
    municipio: int | None = None
    exact: bool = False


class Shapes:
    """Official boundaries of one level, searched by a tree."""

    def __init__(self, areas: Sequence[tuple[int, BaseGeometry]]) -> None:
        self._numbers = [number for number, _shape in areas]
        self._shapes = [shape for _number, shape in areas]
        self._tree = STRtree(self._shapes)

    def at(self, longitude: float, latitude: float) -> int | None:
        """The area that holds the point: of two that share a border, the lower number."""
        found = self._tree.query(Point(longitude, latitude), predicate="intersects")
        return min((self._numbers[index] for index in found), default=None)


@dataclass(frozen=True)
class Places:
    """What is known of the city's ground. `nil_shapes`, `municipio_shapes`: boundaries, where they were imported."""

    city: str
    nils: tuple[Centre, ...]
    municipi: tuple[Centre, ...]
    around: tuple[Centre, ...] = ()
    """Centres of the neighbouring municipalities."""
    other_cities: frozenset[str] = frozenset()
    """Names of other municipalities nearby, in lower case."""
    postal_codes: tuple[tuple[int, int], ...] = ()
    nil_shapes: Shapes | None = None
    municipio_shapes: Shapes | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    """Names of the NIL by number."""
    municipio_numbers: frozenset[int] = frozenset()

    def locate(self, longitude: float, latitude: float) -> Where:
        """The NIL and the municipio of a point."""
        municipio = self.municipio_shapes.at(longitude, latitude) if self.municipio_shapes else None
        if self.nil_shapes:
            nil = self.nil_shapes.at(longitude, latitude)
            return Where(nil is not None, nil, municipio, exact=True)
        order = self._nearest(self.nils, longitude, latitude)
        if not order:
            return Where(inside=True, municipio=municipio)
        distance, nearest = order[0]
        others = self._nearest(self.around, longitude, latitude)
        inside = distance <= FARTHEST_INSIDE and not (others and others[0][0] < distance)
        return Where(inside, nearest.number if inside else None, municipio)

    def likely_municipio(self, longitude: float, latitude: float) -> int | None:
        """The municipio that holds the point; without boundaries the nearest centre's, which a person has to check."""
        if self.municipio_shapes:
            return self.municipio_shapes.at(longitude, latitude)
        return next(
            (one.number for _distance, one in self._nearest(self.municipi, longitude, latitude)), None
        )

    def nil_fits(self, nil: int, longitude: float, latitude: float) -> bool:
        """Whether the point may lie in the NIL."""
        if self.nil_shapes:
            return self.nil_shapes.at(longitude, latitude) == nil
        return self._among(self.nils, nil, longitude, latitude, NEIGHBOURS_OF_NIL)

    def municipio_fits(self, municipio: int, longitude: float, latitude: float) -> bool:
        if self.municipio_shapes:
            return self.municipio_shapes.at(longitude, latitude) == municipio
        return self._among(self.municipi, municipio, longitude, latitude, NEIGHBOURS_OF_MUNICIPIO)

    def has_postal_code(self, code: str) -> bool:
        return not self.postal_codes or any(first <= int(code) <= last for first, last in self.postal_codes)

    def _among(
        self, centres: Sequence[Centre], number: int, longitude: float, latitude: float, nearest: int
    ) -> bool:
        order = [centre.number for _distance, centre in self._nearest(centres, longitude, latitude)]
        return not order or number in order[:nearest]

    def _nearest(
        self, centres: Sequence[Centre], longitude: float, latitude: float
    ) -> list[tuple[float, Centre]]:
        """Kilometres and centre, nearest first."""
        wide = KM_PER_DEGREE * cos(radians(latitude))
        return sorted(
            (
                (hypot((one.longitude - longitude) * wide, (one.latitude - latitude) * KM_PER_DEGREE), one)
                for one in centres
            ),
            key=lambda pair: pair[0],
        )
