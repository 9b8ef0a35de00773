"""The columns of a place in a table (address, CAP, municipio, NIL, position) and what they must agree on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from manifattura.kernel.tables.cells import Cell, is_blank, plain, says_nothing, text_of
from manifattura.kernel.tables.check import Column
from manifattura.kernel.tables.coordinates import Box, Position, coordinate, pair, settled
from manifattura.kernel.tables.faults import MISSING, Fault, Reading, Severity, error, warning
from manifattura.kernel.tables.texts import postal_code, text

from .places import Places

AROUND = 0.75
"""Degrees around the city in which a pair of numbers is still read as a position, to say how far it is."""


def place_columns(*, address_required: bool) -> tuple[Column, ...]:
    """What any table of places may hold."""
    return (
        Column("address", (
            "indirizzo", "ubicazione", "via e numero civico", "via", "localizzazione", "sede", "indirizzo immobile",
            "indirizzo completo", "toponimo", "recapito", "via piazza", "address",
        ), text(), required=address_required, essential=address_required),
        Column("street_kind", ("tipo via", "tipo di via", "dug"), text()),
        Column("house_number", ("civico", "numero civico", "n civico", "num civico"), text()),
        Column("house_letter", ("barrato", "esponente", "lettera civico"), text()),
        Column("postal_code", ("cap", "codice avviamento postale", "codice postale", "c a p"), postal_code),
        Column("city", ("comune", "città", "località", "comune di ubicazione"), text()),
        Column("municipio", ("municipio", "zona", "municipalità", "zona di decentramento", "municipio n", "circoscrizione"), area_number),
        Column("nil", ("id nil", "codice nil", "cod nil", "nil id", "numero nil", "n nil", "nil codice"), area_number),
        Column("nil_name", ("quartiere", "nil", "nome nil", "nucleo di identità locale", "nucleo identità locale", "zona quartiere", "rione", "denominazione nil"), text()),
        Column("latitude", ("latitudine", "lat", "lat y 4326", "coordinata y", "y", "latitude", "coord y", "y wgs84", "lat wgs84"), coordinate),
        Column("longitude", ("longitudine", "lon", "lng", "long", "long x 4326", "coordinata x", "x", "longitude", "coord x", "x wgs84", "lon wgs84"), coordinate),
        Column("coordinates", ("coordinate", "location", "coordinate geografiche", "posizione", "geolocalizzazione", "coordinate wgs84", "lat lon", "lat long", "x y", "latitudine longitudine", "punto", "geo point", "coordinate gps", "gps", "georeferenziazione", "geometria", "geometry", "geom", "wkt"), pair),
    )  # fmt: skip


def area_number(cell: Cell, heading: str) -> Reading:
    """The number of an area: 3, "3", "Zona 3", "Municipio III"."""
    del heading
    if is_blank(cell) or says_nothing(text_of(cell)):
        return MISSING
    written = text_of(cell)
    if re.fullmatch(r"\d{1,3}([.,]0+)?", written):
        return Reading(int(re.split("[.,]", written)[0]))
    match = re.fullmatch(r"[a-zàèéìòù .°n]*?(\d{1,3})\s*(?:°|ª|a)?(?:\s*[-–].*)?", written.casefold())
    if match:
        return Reading(int(match[1]), (warning("number_with_text", value=written[:40], read=match[1]),))
    roman = ROMAN.get(plain(written).split(" ")[-1])
    if roman:
        return Reading(roman, (warning("number_with_text", value=written[:40], read=str(roman)),))
    return Reading(None, (error("area_number", value=written[:40]),))


ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


def place_of(
    readings: Mapping[str, Reading], places: Places, *, outside: Severity
) -> tuple[dict[str, Any], list[Fault]]:
    """The place of a row, its parts held against each other; `outside`: how grave it is to be in another municipality."""
    faults: list[Fault] = []
    address = _address(readings)
    elsewhere = _elsewhere(readings, places, address, outside)
    faults += elsewhere
    if address and not elsewhere and not re.search(r"\d", address):
        faults.append(warning("house_number", "address", value=address[:60]))
    position, found = _position(readings, places)
    faults += [
        fault
        for fault in found
        if not (elsewhere and fault.code == "position_missing" and outside == "error")
    ]
    nil, municipio, more = _areas(readings, places, position)
    faults += more
    return {
        "address": address,
        "postal_code": readings["postal_code"].value or "",
        "city": readings["city"].value or places.city,
        "nil": nil,
        "municipio": municipio,
        "latitude": position.latitude if position else None,
        "longitude": position.longitude if position else None,
    }, faults


def _address(readings: Mapping[str, Reading]) -> str:
    """The address from one cell or several: "Via", "Bovisasca", "10", "A"."""
    kind, address, number, letter = (
        str(readings[key].value or "") for key in ("street_kind", "address", "house_number", "house_letter")
    )
    if not address:
        return ""
    if kind and not plain(address).startswith(plain(kind)):
        address = f"{kind} {address}"
    if number and letter and not plain(number).endswith(plain(letter)):
        number = f"{number}/{letter}"
    return (
        f"{address} {number}" if number and not re.search(rf"\b{re.escape(number)}\s*$", address) else address
    )


def _elsewhere(
    readings: Mapping[str, Reading], places: Places, address: str, severity: Severity
) -> list[Fault]:
    city = plain(str(readings["city"].value or ""))
    if city and city != plain(places.city) and not city.startswith(f"{plain(places.city)} "):
        return [Fault(severity, "elsewhere", "city", {"value": readings["city"].value, "city": places.city})]
    other = city_in_address(address, places)
    if other:
        return [Fault(severity, "elsewhere", "address", {"value": other, "city": places.city})]
    code = readings["postal_code"].value
    if code and not places.has_postal_code(code):
        return [Fault(severity, "postal_code_elsewhere", "postal_code", {"value": code, "city": places.city})]
    return []


def city_in_address(address: str, places: Places) -> str:
    """Another municipality named at the end of an address ("Via Roma 3 - Assago", "…, Cologno Monzese (MI)"); else ""."""
    written = re.sub(r"\(\s*[A-Z]{2}\s*\)\s*$", "", address.strip()).strip()
    last = re.split(r"[,;–-]\s*|\(|\d+\s*[a-zA-Z]?(?:/\w+)?\s+(?=\D)", written)[-1]
    last = re.sub(r"^\d{5}\s+", "", last.strip(" )."))
    if len(last) == len(written):
        return ""
    return last if last.casefold().replace("’", "'") in places.other_cities else ""


def _position(readings: Mapping[str, Reading], places: Places) -> tuple[Position | None, list[Fault]]:
    position, faults = settled(
        readings["latitude"], readings["longitude"], readings["coordinates"], box_around(places)
    )
    # what is wrong with a single cell was said when it was read
    faults = [fault for fault in faults if fault.key]
    if position is None:
        return None, faults
    if not places.locate(float(position.longitude), float(position.latitude)).inside:
        key = "coordinates" if readings["latitude"].missing else "latitude"
        shown = f"{position.latitude}; {position.longitude}"
        return None, [*faults, error("position_outside", key, value=shown, city=places.city)]
    return position, faults


def box_around(places: Places) -> Box:
    longitudes = [one.longitude for one in places.nils] or [0.0]
    latitudes = [one.latitude for one in places.nils] or [0.0]
    return Box(
        min(latitudes) - AROUND, max(latitudes) + AROUND, min(longitudes) - AROUND, max(longitudes) + AROUND
    )


def _areas(
    readings: Mapping[str, Reading], places: Places, position: Position | None
) -> tuple[int | None, int | None, list[Fault]]:
    faults: list[Fault] = []
    nil, municipio = readings["nil"].value, readings["municipio"].value
    name = str(readings["nil_name"].value or "")
    if nil is None and name.isdigit():
        nil, name = int(name), ""
    named = nil_named(name, places) if name else None
    if nil is not None and nil not in places.names:
        faults.append(error("nil_unknown", "nil", value=nil))
        nil = None
    elif nil is not None and named is not None and named != nil:
        faults.append(warning("nil_name", "nil", value=nil, name=name[:60], read=places.names[nil]))
    if municipio is not None and municipio not in places.municipio_numbers:
        faults.append(error("municipio_unknown", "municipio", value=municipio))
        municipio = None
    nil = nil if nil is not None else named
    if position is not None:
        faults += _against_point(nil, municipio, places, position)
        where = places.locate(float(position.longitude), float(position.latitude))
        if where.exact:
            nil = where.nil
        municipio = where.municipio or municipio
        nil = nil if nil is not None else where.nil
    return nil, municipio, faults


def _against_point(nil: int | None, municipio: int | None, places: Places, position: Position) -> list[Fault]:
    longitude, latitude = float(position.longitude), float(position.latitude)
    faults = []
    if nil is not None and not places.nil_fits(nil, longitude, latitude):
        where = places.locate(longitude, latitude)
        faults.append(warning("nil_point", "nil", value=nil, read=places.names.get(where.nil or 0, "")))
    if municipio is not None and not places.municipio_fits(municipio, longitude, latitude):
        faults.append(warning("municipio_point", "municipio", value=municipio))
    return faults


NEAR = 0.9


def nil_named(name: str, places: Places) -> int | None:
    """The NIL of this name, however it is written; None when it is none of them, or two generations of names differ."""
    return _nil_named(plain(name), tuple(places.names.items()))


@lru_cache(maxsize=1024)
def _nil_named(wanted: str, names: tuple[tuple[int, str], ...]) -> int | None:
    likenesses = [(SequenceMatcher(None, plain(known), wanted).ratio(), -number) for number, known in names]
    ratio, negative = max(likenesses, default=(0.0, 0))
    return -negative if ratio >= NEAR else None
