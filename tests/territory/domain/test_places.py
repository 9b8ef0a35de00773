"""Where a point lies, with boundaries and without; what an address says of its city; files of areas."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from shapely.geometry import box

from manifattura.kernel.tables.faults import MISSING, Reading
from manifattura.territory.domain.area_file import AreaFileError, read_areas
from manifattura.territory.domain.place_columns import (
    area_number,
    box_around,
    city_in_address,
    nil_named,
    place_columns,
    place_of,
)
from manifattura.territory.domain.places import Places, Shapes
from tests.factories.tables import PLACES

EXACT = replace(
    PLACES,
    nil_shapes=Shapes([(77, box(9.15, 45.49, 9.17, 45.52)), (78, box(9.17, 45.49, 9.18, 45.52))]),
    municipio_shapes=Shapes([(9, box(9.15, 45.49, 9.18, 45.52))]),
)


def readings(**given):
    keys = [column.key for column in place_columns(address_required=True)]
    return {key: Reading(given[key]) if key in given else MISSING for key in keys}


def faults_of(places=PLACES, **given):
    values, faults = place_of(readings(**given), places, outside="error")
    return values, {fault.code for fault in faults}


def test_without_boundaries_the_nearest_centre_is_an_approximation():
    where = PLACES.locate(9.161, 45.503)
    assert (where.inside, where.nil, where.municipio, where.exact) == (True, 77, None, False)
    assert not PLACES.locate(9.239, 45.534).inside
    assert not PLACES.locate(9.9, 45.5).inside
    assert Places("Nuova", (), ()).locate(9.0, 45.0).inside
    assert box_around(Places("Nuova", (), ())).south == -0.75


def test_with_boundaries_the_shapes_decide():
    assert EXACT.locate(9.171, 45.5).nil == 78
    assert EXACT.locate(9.17, 45.5).nil == 77  # on the border: the lower number
    assert not EXACT.locate(9.3, 45.5).inside
    assert EXACT.nil_fits(77, 9.16, 45.5)
    assert not EXACT.municipio_fits(1, 9.16, 45.5)


def test_the_likely_municipio_is_that_of_the_boundaries_or_of_the_nearest_centre():
    assert EXACT.likely_municipio(9.16, 45.5) == 9
    assert EXACT.likely_municipio(9.3, 45.5) is None
    assert PLACES.likely_municipio(9.161, 45.503) == 9
    assert Places("Nuova", (), ()).likely_municipio(9.0, 45.0) is None


def test_postal_codes_of_the_city():
    assert PLACES.has_postal_code("20157")
    assert not PLACES.has_postal_code("20099")
    assert replace(PLACES, postal_codes=()).has_postal_code("00187")


def test_what_is_declared_is_held_against_the_point():
    point = {"latitude": Decimal("45.5"), "longitude": Decimal("9.16")}
    values, faults = faults_of(EXACT, address="Via A 1", nil=78, municipio=1, **point)
    assert (values["nil"], values["municipio"]) == (77, 9)
    assert {"nil_point", "municipio_point"} <= faults
    values, faults = faults_of(address="Via A 1", municipio=4, nil=41, **point)
    assert values["municipio"] == 4
    assert {"nil_point"} <= faults
    values, faults = faults_of(address="Via A 1", coordinates=(Decimal("45.5"), Decimal("9.16")))
    assert (values["nil"], faults) == (77, set())
    assert faults_of(address="Via A 1", coordinates=(Decimal("45.534"), Decimal("9.239")))[1] == {
        "position_outside"
    }


def test_areas_that_do_not_exist_or_go_by_another_name():
    assert {"nil_unknown", "municipio_unknown"} <= faults_of(address="Via A 1", nil=99, municipio=10)[1]
    assert "nil_name" in faults_of(address="Via A 1", nil=78, nil_name="BOVISA")[1]
    assert faults_of(address="Via A 1", nil_name="77")[0]["nil"] == 77
    assert nil_named("Lodi – Corveto", PLACES) == 35
    assert nil_named("Altrove", PLACES) is None


def test_the_address_and_its_number():
    assert faults_of(address="Via A", house_number="3")[0]["address"] == "Via A 3"
    assert faults_of(address="Via A 3", house_number="3")[0]["address"] == "Via A 3"
    assert "elsewhere" in faults_of(address="Via A 3", city="Assago")[1]
    assert "elsewhere" not in faults_of(address="Via A 3", city="Milano (MI)")[1]
    assert city_in_address("Via Roma 3 Assago", PLACES) == "Assago"
    assert city_in_address("Via Assago 3", PLACES) == ""
    assert city_in_address("Assago", PLACES) == ""


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (3, 3, ""),
        ("3.0", 3, ""),
        ("Zona 3", 3, "number_with_text"),
        ("Municipio IV", 4, "number_with_text"),
        ("centro", None, "area_number"),
        ("", None, ""),
    ],
)
def test_the_number_of_an_area(cell, value, code):
    reading = area_number(cell, "")
    assert (reading.value, "".join(fault.code for fault in reading.faults)) == (value, code)


SQUARE = {"type": "Polygon", "coordinates": [[[9.1, 45.4], [9.2, 45.4], [9.2, 45.5], [9.1, 45.4]]]}


def collection(*features):
    return json.dumps(
        {"type": "FeatureCollection", "features": [{"properties": p, "geometry": g} for p, g in features]}
    ).encode()


def test_a_file_of_areas():
    level, areas = read_areas(collection(({"ID_NIL": "77", "NIL": "Bovisa", "MUNICIPIO": 9}, SQUARE)))
    assert (level, areas[0].number, areas[0].name) == ("nil", 77, "Bovisa")
    assert areas[0].geojson()["type"] == "Polygon"
    assert read_areas(collection(({"MUNICIPIO": 9.0}, SQUARE)))[0] == "municipio"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff", "json"),
        (b"[]", "collection"),
        (b'{"features": []}', "collection"),
        (b'{"features": [3]}', "level"),
        (collection(({"ID_NIL": "x"}, SQUARE)), "number"),
        (collection(({"ID_NIL": 1}, None)), "shape"),
        (collection(({"ID_NIL": 1}, {"type": "Point", "coordinates": [9, 45]})), "shape"),
        (
            collection(
                ({"ID_NIL": 1}, {"type": "Polygon", "coordinates": [[[0, 0], [5e5, 0], [5e5, 5e6], [0, 0]]]})
            ),
            "degrees",
        ),
        (collection(({"ID_NIL": 1}, SQUARE), ({"ID_NIL": 1}, SQUARE)), "twice"),
    ],
)
def test_files_that_are_no_areas(content, reason):
    with pytest.raises(AreaFileError) as refusal:
        read_areas(content)
    assert refusal.value.reason == reason
