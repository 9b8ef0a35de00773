"""The whole city as a small drawing: every area inside its box, a centre inside its own area, nothing without areas."""

import re

import pytest
from shapely.geometry import Point, Polygon

from manifattura.territory.models import Nil
from manifattura.territory.queries.city_drawing import WIDTH, city_drawing
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
POINT = re.compile(r"(-?\d+),(-?\d+)")


def test_every_area_is_in_the_box_and_holds_its_centre():
    load_city()
    drawing = city_drawing()
    corners = {
        number: [(int(x), int(y)) for x, y in POINT.findall(path)] for number, path in drawing.areas.items()
    }
    assert len(corners) == Nil.objects.count()
    across, down = zip(*[one for points in corners.values() for one in points], strict=True)
    assert min(across) <= 1
    assert max(across) >= WIDTH - 1
    assert min(down) == 0
    assert max(down) <= drawing.height
    for nil in Nil.objects.all():
        place = drawing.place(float(nil.longitude), float(nil.latitude))
        assert Polygon(corners[nil.pk]).buffer(2).contains(Point(place))
    assert drawing.ground == "".join(drawing.areas.values())
    assert city_drawing() is drawing


def test_a_city_without_areas_has_no_drawing():
    assert city_drawing() is None
