"""The schematic map: every point is in its own cell, cells do not overlap, far neighbours do not matter."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from manifattura.communication.domain.cells import Place, cell_map

NUMBERS = re.compile(r"-?\d+\.\d+")


def corners(cell):
    values = [float(text) for text in NUMBERS.findall(cell.path)]
    return list(zip(values[::2], values[1::2], strict=True))


def area(cell):
    points = corners(cell)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def test_no_places():
    drawn = cell_map([])
    assert (drawn.height, drawn.cells) == (0, ())


def test_one_place_is_a_disc():
    drawn = cell_map([Place(7, 9.19, 45.46)], width=200)
    assert drawn.cells[0].key == 7
    assert len(corners(drawn.cells[0])) == 24
    assert 190 <= drawn.height <= 210


def test_two_neighbours_share_a_border():
    drawn = cell_map([Place(1, 9.19, 45.46), Place(2, 9.20, 45.46)], width=400)
    left, right = drawn.cells
    assert abs(max(x for x, _ in corners(left)) - min(x for x, _ in corners(right))) < 0.2
    assert abs(area(left) - area(right)) < 0.02 * area(left)


places = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=25, unique=True
).map(lambda points: [Place(n, 9.1 + x * 0.004, 45.4 + y * 0.003) for n, (x, y) in enumerate(points)])


@given(places)
def test_cells_never_cover_more_than_the_drawing(some):
    drawn = cell_map(some, width=600)
    assert len(drawn.cells) == len(some)
    assert sum(area(cell) for cell in drawn.cells) <= drawn.width * drawn.height * 1.001
    assert all(area(cell) > 0 for cell in drawn.cells)


@given(places)
def test_order_of_places_does_not_matter(some):
    forth = {cell.key: cell.path for cell in cell_map(some).cells}
    back = {cell.key: round(area(cell)) for cell in cell_map(some[::-1]).cells}
    assert forth.keys() == back.keys()
    for cell in cell_map(some).cells:
        assert abs(area(cell) - back[cell.key]) <= 0.02 * back[cell.key] + 2
