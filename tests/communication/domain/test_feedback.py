"""Stars, branches, averages."""

from decimal import Decimal

import pytest

from manifattura.communication.domain.feedback import Difficulty, Liking, aspect_of, distribution


@pytest.mark.parametrize(
    ("stars", "aspect"), [(1, Difficulty.LOST), (3, Difficulty.LOST), (4, Liking.CLEAR), (5, Liking.CLEAR)]
)
def test_only_the_branch_that_the_stars_open_counts(stars, aspect):
    assert aspect_of(stars, difficult="lost", liked="clear") == aspect


def test_answers_that_are_not_offered_are_dropped():
    assert aspect_of(2, difficult="clear", liked="") == ""
    assert aspect_of(5, difficult="", liked="x") == ""


def test_averages():
    assert distribution({}).average is None
    mixed = distribution({1: 1, 4: 3})
    assert (mixed.count, mixed.average) == (4, Decimal("3.3"))
