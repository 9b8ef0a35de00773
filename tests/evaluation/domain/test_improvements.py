"""Equal offers bettered in a sitting (RD 827/1924 art. 77): who is asked, what may be written, what it does to the order."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie, Offers, SpaceLot
from manifattura.evaluation.domain.improvements import (
    Improved,
    OfferProblem,
    announcement,
    groups_of,
    problem_of,
)
from manifattura.evaluation.domain.lots_outcome import (
    Equals,
    drawn_groups,
    equal_offers,
    lot_entries,
    lot_tables,
    won_keys,
)
from tests.evaluation.domain.test_lots import RULES, bidder, computed, words

RENT = SpaceLot("2", "Lotto 2", base=Decimal(500), rule=LotRule.HIGHEST_OFFER, tie=LotTie.IMPROVED)
PRICE = replace(RENT, key="5", title="Lotto 5", base=Decimal(9000), offers=Offers.DISCOUNT)
LOTS = Allocation((RENT, PRICE), most_won=1)


def offering(code, amount, improved=None, lot="2"):
    found = bidder(code, 0, (lot,), **{f"l{lot}": amount})
    return replace(found, improved={} if improved is None else {lot: Decimal(improved)})


def entries(bidders):
    document, result = computed(bidders, LOTS)
    technical = [
        {"id": one.code, "status": "funded", "total": "0", "reasons": [], "position": 1} for one in bidders
    ]
    found = lot_entries(technical, document, result, {one.code: one.choices for one in bidders})
    return {entry["id"]: entry for entry in found}, document, result


def test_equal_offers_are_found_lot_by_lot_where_the_call_lets_them_improve():
    document, result = computed(
        [offering("d1", 700), offering("d2", 700), offering("d3", 600), offering("d4", 8000, lot="5"), offering("d5", 8000, lot="5")],
        LOTS,
        left=(),
    )  # fmt: skip
    assert document["format"] == "manifattura-allocation/2"
    assert document["lots"][0]["tie_breakers"][0] == {"by": "improved"}
    assert equal_offers(document, result) == (
        Equals("2", "700.00", False, ("d1", "d2")),
        Equals("5", "8000.00", True, ("d4", "d5")),
    )
    assert (
        equal_offers(*computed([bidder("d1", 0, ("2",), l2=700), bidder("d2", 0, ("2",), l2=700)], RULES))
        == ()
    )


def test_who_left_is_asked_nothing():
    document, result = computed(
        [offering("d1", 700), offering("d2", 700), offering("d3", 700)], LOTS, left=("d3",)
    )
    assert [one.applicants for one in equal_offers(document, result)] == [("d1", "d2")]


def test_the_better_of_equal_offers_wins_and_both_are_told_by_how_much():
    found, document, result = entries([offering("d1", 700), offering("d2", 700, 750), offering("d3", 600)])
    assert won_keys(found["d2"]["reasons"]) == ["2"]
    assert words(found["d2"]) == [
        "Lotto 2: assegnato. A pari offerta, quella scritta nella seduta è 750,00\u00a0€."
    ]
    assert "migliorato a 750,00\u00a0€, questa è rimasta 700,00\u00a0€" in words(found["d1"])[0]
    assert "andato a un’offerta di 700,00" in words(found["d3"])[0]
    (table, _void) = lot_tables(document, result)
    assert [(row["applicant"], row["improved"], row["price"]) for row in table.rows] == [
        ("d2", "750.00", "750.00"),
        ("d1", None, "700.00"),
        ("d3", None, "600.00"),
    ]
    assert drawn_groups(result) == ()


def test_equal_again_is_drawn_and_an_improvement_of_nobody_s_equal_is_left_out():
    _found, _document, result = entries(
        [offering("d1", 700, 750), offering("d2", 700, 750), offering("d3", 700)]
    )
    assert drawn_groups(result) == (("d1", "d2"),)
    _alone, document, _result = entries([offering("d1", 700, 750), offering("d3", 600)])
    assert "improved" not in document["applicants"][0]["bids"][0]


def test_a_discount_improves_downwards():
    found, _document, _result = entries([offering("d4", 8000, lot="5"), offering("d5", 8000, 7900, lot="5")])
    assert won_keys(found["d5"]["reasons"]) == ["5"]


GROUPS = (Equals("2", "700.00", False, ("d1", "d2")), Equals("5", "8000.00", True, ("d1", "d4")))


@pytest.mark.parametrize(
    ("lot", "code", "amount", "problem"),
    [
        ("2", "d1", "700.01", None),
        ("2", "d1", "700.00", OfferProblem.NOT_BETTER),
        ("2", "d2", "699.00", OfferProblem.NOT_BETTER),
        ("2", "d3", "900.00", OfferProblem.NOT_INVITED),
        ("5", "d2", "10.00", OfferProblem.NOT_INVITED),
        ("5", "d4", "7999.99", None),
        ("5", "d4", "8000.00", OfferProblem.NOT_BETTER),
        ("5", "d4", "-1.00", OfferProblem.NOT_BETTER),
        ("2", "d1", "700.001", OfferProblem.NOT_CENTS),
        ("2", "d1", "100000000.00", OfferProblem.TOO_MUCH),
    ],
)
def test_what_may_be_written(lot, code, amount, problem):
    assert problem_of(Improved(lot, code, Decimal(amount)), GROUPS) is problem


def test_the_announcement_says_all_and_is_read_back():
    document = announcement(
        call="c", number=1, groups=GROUPS, sitting_at=datetime(2026, 12, 1, 10, tzinfo=UTC), place="Sala"
    )
    assert document["format"] == "manifattura-improvement/1"
    assert document["sitting_at"] == "2026-12-01T10:00:00+00:00"
    assert groups_of(document) == GROUPS
