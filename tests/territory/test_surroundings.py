"""The small drawing of a card: the area of a point, its neighbours, nothing where there are none."""

import re

import pytest

from manifattura.territory.models import Nil
from manifattura.territory.queries.surroundings import HEIGHT, WIDTH, surroundings
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
POINT = re.compile(r"(-?\d+),(-?\d+)")


def points(path):
    return [(int(x), int(y)) for x, y in POINT.findall(path)]


def test_the_area_of_the_point_is_apart_from_its_neighbours_and_holds_the_middle():
    load_city()
    duomo = Nil.objects.get(pk=1)
    drawn = surroundings(longitude=float(duomo.longitude), latitude=float(duomo.latitude), nil=1)
    across, down = zip(*points(drawn.own), strict=True)
    assert min(across) < WIDTH / 2 < max(across)
    assert min(down) < HEIGHT / 2 < max(down)
    # the edge of what is seen cuts the areas around
    assert {x for x, _ in points(drawn.others)} <= set(range(-4, WIDTH + 5))
    assert drawn.others.count("M") > 5
    assert drawn.km == 50
    assert drawn.corner == (135, 95)


def test_far_from_every_area_nothing_is_drawn():
    load_city()
    drawn = surroundings(longitude=12.5, latitude=41.9, nil=None)
    assert (drawn.own, drawn.others) == ("", "")
