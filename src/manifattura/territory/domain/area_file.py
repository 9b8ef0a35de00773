"""A GeoJSON file of areas: which level it is of, the number and name of each, its shape; all of it or a reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shapely import make_valid
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

Level = Literal["nil", "municipio"]
NUMBER_KEYS: dict[Level, tuple[str, ...]] = {
    "nil": ("id_nil", "nil_id", "cod_nil", "codice_nil"),
    "municipio": ("municipio", "id_municipio", "num_municipio", "n_municipio", "zona"),
}
NAME_KEYS: dict[Level, tuple[str, ...]] = {
    "nil": ("nil", "nome_nil", "nome", "name"),
    "municipio": ("nome", "nome_municipio", "denominazione", "name"),
}


class AreaFileError(ValueError):
    """Why the file is refused: a key of the words shown to people, and the feature it speaks of (from 1)."""

    def __init__(self, reason: str, feature: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.feature = feature


@dataclass(frozen=True)
class Area:
    number: int
    name: str
    geometry: BaseGeometry

    def geojson(self) -> dict[str, Any]:
        return dict(mapping(self.geometry))


def read_areas(content: bytes) -> tuple[Level, list[Area]]:
    """The level and its areas. Raises `AreaFileError`: `json`, `collection`, `level`, `number`, `shape`, `degrees`, `twice`."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        raise AreaFileError("json") from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features:
        raise AreaFileError("collection")
    level = _level(features[0])
    areas = [_area(level, feature, index) for index, feature in enumerate(features, start=1)]
    numbers = [area.number for area in areas]
    if len(set(numbers)) < len(numbers):
        raise AreaFileError("twice", next(i for i, n in enumerate(numbers, 1) if n in numbers[: i - 1]))
    return level, areas


def _properties(feature: Any) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    return {str(key).casefold(): value for key, value in (properties or {}).items()}


def _level(feature: Any) -> Level:
    properties = _properties(feature)
    # a file of NIL may say the municipio too, never the reverse
    for level in ("nil", "municipio"):
        if any(key in properties for key in NUMBER_KEYS[level]):
            return level
    raise AreaFileError("level", 1)


def _area(level: Level, feature: Any, index: int) -> Area:
    properties = _properties(feature)
    written = next(
        (properties[key] for key in NUMBER_KEYS[level] if properties.get(key) not in (None, "")), None
    )
    try:
        number = int(float(str(written)))
    except ValueError as error:
        raise AreaFileError("number", index) from error
    name = next((str(properties[key]) for key in NAME_KEYS[level] if properties.get(key)), "")
    try:
        geometry = make_valid(shape(feature["geometry"]))
    except (ShapelyError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise AreaFileError("shape", index) from error
    if geometry.is_empty or geometry.area == 0:
        raise AreaFileError("shape", index)
    west, south, east, north = geometry.bounds
    if min(west, south) < -180 or max(east, north) > 180:
        raise AreaFileError("degrees", index)
    return Area(number, name, geometry)
