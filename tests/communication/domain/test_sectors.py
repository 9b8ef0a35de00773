"""Which calls a person who chose sectors is told of."""

import pytest

from manifattura.communication.domain.sectors import DIVISIONS, SECTIONS, fits_sectors
from manifattura.organisations.queries.ateco import sections

LETTERS = {"13": "C", "31": "C", "62": "K", "90": "S"}


@pytest.mark.parametrize(
    ("chosen", "prefixes", "told"),
    [
        (set(), ["13"], True),
        ({"13"}, [], True),  # a call for everybody is for textile firms, too
        ({"13"}, ["13"], True),
        ({"13"}, ["13.2"], True),
        ({"13"}, ["31.0", "13"], True),
        ({"13"}, ["31"], False),
        ({"13"}, ["C"], True),
        ({"13"}, ["c"], True),
        ({"C"}, ["13.2"], True),
        ({"C"}, ["C"], True),
        ({"C"}, ["62"], False),
        ({"62", "90"}, ["C"], False),
        ({"C"}, ["99"], False),
    ],
)
def test_told_or_not(chosen, prefixes, told):
    assert fits_sectors(chosen, prefixes, LETTERS) is told


def test_every_sector_is_one_of_the_official_list():
    official = sections()
    assert set(DIVISIONS) == {one for one in official if official[one] not in "UV"}
    assert set(SECTIONS) == {official[one] for one in DIVISIONS}
