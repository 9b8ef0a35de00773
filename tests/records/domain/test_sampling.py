"""The draw of a check by sample: the same for whoever does it again, never smaller than asked."""

import hashlib
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.records.domain.sampling import draw, how_many, list_digest, ticket_key

CODES = st.lists(st.text("ABCDEFGH23456789", min_size=6, max_size=6), unique=True, max_size=60)


def test_a_ticket_is_the_digest_of_seed_and_code():
    assert ticket_key("12-34", "ABC") == hashlib.sha256(b"12-34:ABC").hexdigest()
    assert list_digest(["B", "A"]) == hashlib.sha256(b"A\nB\n").hexdigest()


def test_a_small_list_has_at_least_one_check():
    assert how_many(0, 5) == 0
    assert how_many(3, 5) == 1
    assert how_many(157, 5) == 8
    assert how_many(4, 100) == 4


@given(codes=CODES, percent=st.integers(1, 100))
def test_the_draw_depends_on_list_seed_and_percentage_alone(codes, percent):
    tickets = draw(codes, "seme", percent)
    assert tickets == draw(codes[::-1], "seme", percent)
    assert {ticket.id for ticket in tickets} == set(codes)
    chosen = [ticket.chosen for ticket in tickets]
    assert chosen == sorted(chosen, reverse=True)
    assert sum(chosen) >= min(len(codes), ceil(len(codes) * percent / 100))


def test_what_is_no_draw():
    for arguments in ((["A"], "", 5), (["A"], "s", 0), (["A"], "s", 101), (["A", "A"], "s", 5)):
        with pytest.raises(ValueError, match=r"percent|seed|repeated"):
            draw(*arguments)
