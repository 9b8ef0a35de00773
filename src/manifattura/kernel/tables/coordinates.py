"""Positions: two columns or one cell, with commas or dots, swapped or without decimals; degrees WGS84."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from .cells import Cell, Formula, is_blank, says_nothing, text_of
from .faults import MISSING, Fault, Reading, error, warning

DEGREE = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEOW]?)", re.IGNORECASE)
SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*°\s*(\d{1,2})\s*['’′]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|”|″|''|’’)?\s*([NSEOW]?)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Box:
    """What is near the city, in degrees: outside of it a number cannot be a position of ours."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, latitude: Decimal, longitude: Decimal) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def coordinate(cell: Cell, heading: str) -> Reading:
    """One number of degrees."""
    del heading
    if is_blank(cell):
        return MISSING
    if isinstance(cell, Formula):
        return Reading(None, (error("formula", value=cell.text),))
    written = text_of(cell)
    if says_nothing(written):
        return MISSING
    value = degrees(written) if isinstance(cell, str) else _decimal(written)
    if value is None:
        return Reading(None, (error("coordinate", value=written),))
    return Reading(value)


def degrees(written: str) -> Decimal | None:
    """Degrees from `45,464`, `45.464 N` or sexagesimal degrees; None when it is none of them."""
    match = SEXAGESIMAL.fullmatch(written.strip())
    if match:
        return _sexagesimal(match)
    match = DEGREE.fullmatch(written.strip())
    if match is None:
        return (
            _decimal(written.replace(",", "."))
            if re.fullmatch(r"[+-]?\d+([.,]\d+)?", written.strip())
            else None
        )
    value = _decimal(match[1].replace(",", "."))
    return -value if value is not None and match[2].upper() in {"S", "O", "W"} and match[2] else value


def _sexagesimal(match: re.Match[str]) -> Decimal:
    value = Decimal(match[1]) + Decimal(match[2]) / 60 + Decimal(match[3].replace(",", ".")) / 3600
    return (-value if match[4].upper() in {"S", "O", "W"} and match[4] else value).quantize(
        Decimal("0.000001")
    )


def _decimal(written: str) -> Decimal | None:
    try:
        return Decimal(written)
    except InvalidOperation:
        return None


POINT = re.compile(r'.*"coordinates"\s*:|\bPOINT\s*(?:Z\b)?', re.IGNORECASE)
LONGITUDE_FIRST = re.compile(r"\b(lon|lng|long|longitudine|x)\b.*\b(lat|latitudine|y)\b", re.IGNORECASE)
DECIMAL_COMMAS = re.compile(r"\s*([+-]?\d+,\d+)\s*,\s*([+-]?\d+,\d+)\s*")


def pair(cell: Cell, heading: str) -> Reading:
    """A cell with both, as (latitude, longitude): "(45.46, 9.19)", "45,4642; 9,1900", "POINT(9.19 45.46)", a GeoJSON point.

    A point of WKT or GeoJSON, or a heading that says so ("long, lat"), has the longitude first.
    """
    if is_blank(cell) or says_nothing(text_of(cell)):
        return MISSING
    if isinstance(cell, Formula):
        return Reading(None, (error("formula", value=cell.text),))
    written = text_of(cell)
    is_point = POINT.search(written)
    inside = written[is_point.end() :].strip(" :()[]{}") if is_point else written.strip(" ()[]")
    sexagesimal = [_sexagesimal(match) for match in SEXAGESIMAL.finditer(inside)]
    found = sexagesimal or [value for part in _parts(inside) if (value := degrees(part)) is not None]
    if len(found) != 2:
        return Reading(None, (error("coordinates", value=written[:60]),))
    turned = is_point or LONGITUDE_FIRST.search(heading)
    return Reading((found[1], found[0]) if turned else (found[0], found[1]))


def _parts(inside: str) -> list[str]:
    labelled = re.sub(
        r"\b(lat|latitudine|lon|lng|long|longitudine|x|y)\b\s*[.:=]?", " ", inside, flags=re.IGNORECASE
    )
    for separator in (";", "/", "|", "\t", ", ", " - "):
        parts = [part.strip() for part in labelled.split(separator) if part.strip()]
        if len(parts) == 2:
            return parts
    commas = DECIMAL_COMMAS.fullmatch(labelled)
    if commas:
        return list(commas.groups())
    if labelled.count(",") == 1 and "." in labelled:
        return [part.strip() for part in labelled.split(",")]
    return re.findall(r"[+-]?\d+(?:[.,]\d+)?\s*°?\s*[NSEOW]?(?![\d.,])", labelled, flags=re.IGNORECASE)


@dataclass(frozen=True)
class Position:
    latitude: Decimal
    longitude: Decimal


def settled(
    latitude: Reading, longitude: Reading, together: Reading, near: Box
) -> tuple[Position | None, list[Fault]]:
    """The position of a row from its cells; `near` is the city with its surroundings.

    Missing: warning. Only one of two, zero, without decimals, elsewhere: error. Swapped: turned round, with a warning.
    """
    if latitude.missing and longitude.missing and not together.missing:
        if together.value is None:
            return None, list(together.faults)
        first, second = together.value
        latitude, longitude = Reading(first), Reading(second)
        where = "coordinates"
    else:
        where = "latitude"
    faults = [*latitude.faults, *longitude.faults]
    if latitude.missing and longitude.missing:
        return None, [warning("position_missing", where)]
    if faults:
        return None, faults
    if latitude.missing or longitude.missing:
        return None, [error("position_half", "latitude" if latitude.missing else "longitude")]
    return _checked(latitude.value, longitude.value, where, near)


def _checked(
    latitude: Decimal, longitude: Decimal, where: str, near: Box
) -> tuple[Position | None, list[Fault]]:
    if latitude == 0 or longitude == 0:
        return None, [error("position_zero", where)]
    if near.holds(latitude, longitude):
        return Position(_six(latitude), _six(longitude)), []
    if near.holds(longitude, latitude):
        return Position(_six(longitude), _six(latitude)), [warning("position_swapped", where)]
    if abs(latitude) > 90 or abs(longitude) > 180:
        code = "position_plane" if abs(latitude) > 400_000 or abs(longitude) > 400_000 else "position_whole"
        return None, [error(code, where, value=f"{latitude}; {longitude}")]
    return None, [error("position_elsewhere", where, value=f"{latitude}; {longitude}")]


def _six(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.000001"))
