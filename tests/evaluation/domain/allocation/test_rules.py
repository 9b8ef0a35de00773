"""Each rule of the allocation of lots, on documents small enough to be worked out by hand."""

import hashlib
from typing import Any

import pytest

from manifattura.evaluation.domain.allocation.document import result_document
from tests.evaluation.domain.allocation.documents import (
    DRAW,
    Document,
    applicant,
    bid,
    document,
    lot,
    meat,
    of,
    outcomes,
    technical_only,
)


def result(lots: list[Document], *applicants: Document) -> Any:
    return result_document(document(lots, list(applicants)))


def order(found: Document, name: str = "L1") -> list[str]:
    return [row["applicant"] for row in of(found, "lots", name)["order"]]


def tie_breaks(found: Document, name: str = "L1") -> list[str | None]:
    return [row["tie_break"] for row in of(found, "lots", name)["order"]]


# ------------------------------------------------------------------ points


@pytest.mark.parametrize(
    ("formula", "base", "best", "offer", "economic"),
    [
        ("proportional", "0.00", "300.00", "100.00", "13.33"),
        ("proportional", "0.00", "300.00", "200.00", "26.67"),
        ("proportional", "0.00", "300.00", "0.00", "0.00"),
        ("proportional", "0.00", "0.00", "0.00", "0.00"),
        ("interpolated", "100.00", "300.00", "100.00", "0.00"),
        ("interpolated", "100.00", "300.00", "150.00", "10.00"),
        ("interpolated", "100.00", "100.00", "100.00", "0.00"),
        ("interpolated", "0.00", "8000.00", "1.00", "0.01"),  # exactly half a hundredth goes upwards
        ("interpolated", "0.00", "8000.01", "1.00", "0.00"),
        ("proportional", "0.00", "999999999999.99", "999999999999.98", "40.00"),
    ],
)
def test_economic_points(formula: str, base: str, best: str, offer: str, economic: str) -> None:
    found = result(
        [meat("L1", base, formula)],
        applicant("F1", bid("L1", best, "60")),
        applicant("F2", bid("L1", offer, "40")),
    )
    rows = of(found, "lots", "L1")["order"]
    second = next(row for row in rows if row["applicant"] == "F2")
    assert (second["economic"], second["technical"], second["offer"]) == (economic, "40.00", offer)
    assert second["total"] == f"{float(economic) + 40:.2f}"
    assert of(found, "lots", "L1")["best_offer"] == best


def test_an_offer_that_is_not_opened_is_not_the_best() -> None:
    found = result(
        [meat("L1")],
        applicant("F1", bid("L1", "9000.00", "35.99")),
        applicant("F2", bid("L1", "100.00", "36")),
        applicant("F3", bid("L1", "99.99", "60")),
        applicant("F4", bid("L1", "1.00", "0")),
    )
    first = of(found, "lots", "L1")
    assert first["best_offer"] == "100.00"
    assert order(found) == ["F2"]
    assert [(one["applicant"], one["reasons"][0]["code"]) for one in first["inadmissible"]] == [
        ("F1", "TECHNICAL_BELOW_MIN"),
        ("F3", "OFFER_BELOW_BASE"),
        ("F4", "TECHNICAL_BELOW_MIN"),
    ]
    assert first["reserve"] == []
    reason = of(found, "applicants", "F1")["outcomes"][0]["reasons"][0]
    assert reason == {"code": "TECHNICAL_BELOW_MIN", "technical": "35.99", "min": "36.00", "lot": "L1"}


def test_technical_only_uses_neither_base_nor_offers() -> None:
    found = result(
        [technical_only("L1") | {"base": "100.00"}],
        applicant("F1", bid("L1", technical="0")),
        applicant("F2", bid("L1", technical="60")),
    )
    first = of(found, "lots", "L1")
    assert first["best_offer"] is None
    assert first["winner"] == "F2"
    assert first["order"][1] == {
        "position": 2,
        "applicant": "F1",
        "technical": "0.00",
        "offer": None,
        "economic": None,
        "total": "0.00",
        "tie_break": None,
    }


# ------------------------------------------------------------------ ties


def test_tie_breakers_in_turn() -> None:
    """All have 80 in all; F1 more technical points, F2 and F3 as many: the offer says nothing, then arrival."""
    first = meat("L1", tie_breakers=[{"by": "technical"}, {"by": "offer"}, {"by": "arrival"}, DRAW])
    found = result(
        [first],
        applicant("F3", bid("L1", "1000.00", "40"), arrival=2),
        applicant("F2", bid("L1", "1000.00", "40"), arrival=1),
        applicant("F1", bid("L1", "750.00", "50"), arrival=3),
    )
    assert order(found) == ["F1", "F2", "F3"]
    assert tie_breaks(found) == [None, "technical", "arrival"]
    lost = of(found, "applicants", "F3")["outcomes"][0]["reasons"][0]
    assert lost["tie_break"] == "technical"  # against the winner, not against the one just above
    assert lost["text"] == "lost L1 to F1: 80.00 = 80.00 (technical)"
    assert of(found, "lots", "L1")["reserve"] == ["F2", "F3"]


def test_offers_that_give_the_same_points_are_told_apart_by_the_offer() -> None:
    first = meat("L1", tie_breakers=[{"by": "offer"}, DRAW])
    found = result(
        [first],
        applicant("F1", bid("L1", "90000.00", "40")),
        applicant("F2", bid("L1", "50000.00", "40")),
        applicant("F3", bid("L1", "50000.01", "40")),
    )
    assert order(found) == ["F1", "F3", "F2"]
    assert tie_breaks(found) == [None, None, "offer"]


def test_a_shared_arrival_leaves_it_to_the_draw() -> None:
    names = ["F1", "F2", "F3", "F4"]
    found = result(
        [lot("L1", tie_breakers=[{"by": "arrival"}, {"by": "draw", "seed": "città 2026"}])],
        *[applicant(name, bid("L1", "100.00"), arrival=7) for name in names],
    )
    drawn = sorted(names, key=lambda name: hashlib.sha256(f"città 2026:{name}".encode()).hexdigest())
    assert order(found) == drawn
    assert tie_breaks(found) == [None, "draw", "draw", "draw"]


def test_every_lot_has_its_own_draw() -> None:
    lots = [lot(f"L{at}", tie_breakers=[{"by": "draw", "seed": str(at)}]) for at in range(8)]
    bids = [bid(f"L{at}", "100.00") for at in range(8)]
    found = result(lots, applicant("F1", *bids), applicant("F2", *bids))
    assert {order(found, f"L{at}")[0] for at in range(8)} == {"F1", "F2"}


def test_only_the_first_draw_decides() -> None:
    breakers = [{"by": "draw", "seed": "a"}, {"by": "arrival"}, {"by": "draw", "seed": "b"}]
    bidders = [applicant(f"F{at}", bid("L1", "100.00"), arrival=9 - at) for at in range(5)]
    found = result([lot("L1", tie_breakers=breakers)], *bidders)
    assert order(found) == order(result([lot("L1", tie_breakers=[{"by": "draw", "seed": "a"}])], *bidders))
    assert set(tie_breaks(found)[1:]) == {"draw"}


# ------------------------------------------------------------------ assignment


def test_one_displaced_takes_its_next_preference_and_displaces_in_turn() -> None:
    """F3 holds L1 until F2 comes, F2 until F1 comes; each goes on to its second choice."""
    found = result(
        [lot("L1"), lot("L2"), lot("L3")],
        applicant("F3", bid("L1", "110.00"), bid("L2", "200.00"), bid("L3", "100.00")),
        applicant("F2", bid("L1", "120.00"), bid("L2", "300.00")),
        applicant("F1", bid("L1", "130.00"), bid("L2", "400.00")),
    )
    assert [of(found, "lots", name)["winner"] for name in ("L1", "L2", "L3")] == ["F1", "F2", "F3"]
    assert outcomes(found, "F1") == {"L1": "won", "L2": "not_needed"}
    assert outcomes(found, "F2") == {"L1": "lost", "L2": "won"}
    assert outcomes(found, "F3") == {"L1": "lost", "L2": "lost", "L3": "won"}
    second = of(found, "lots", "L2")
    assert [row["applicant"] for row in second["order"]] == ["F1", "F2", "F3"]
    assert second["reserve"] == ["F3"]  # F1, first in the order, has what it preferred
    won = of(found, "applicants", "F2")["outcomes"][1]["reasons"]
    assert won == [{"code": "WON", "lot": "L2", "position": 2}]


def test_with_two_lots_a_preferred_one_may_be_lost_and_a_later_one_not_needed() -> None:
    names = ["L1", "L2", "L3", "L4"]
    found = result(
        [lot(name) for name in names],
        applicant("F1", *[bid(name, "110.00") for name in names], max_lots=2),
        applicant("F2", bid("L2", "120.00"), bid("L4", "120.00"), max_lots=2),
    )
    assert outcomes(found, "F1") == {"L1": "won", "L2": "lost", "L3": "won", "L4": "not_needed"}
    held = of(found, "applicants", "F1")["outcomes"][3]["reasons"][0]
    assert held == {"code": "HOLDS_PREFERRED", "lot": "L4", "held": ["L1", "L3"]}
    assert of(found, "applicants", "F1")["won"] == ["L1", "L3"]
    assert of(found, "lots", "L4")["reserve"] == []


def test_one_that_may_win_more_than_it_bids_for_needs_every_lot() -> None:
    found = result(
        [lot("L1"), lot("L2")],
        applicant("F1", bid("L2", "110.00"), bid("L1", "110.00"), max_lots=2**53 - 1),
        applicant("F2", bid("L2", "120.00"), max_lots=1),
    )
    assert outcomes(found, "F1") == {"L2": "lost", "L1": "won"}


def test_the_preferences_decide_whatever_the_order_of_the_bids() -> None:
    found = result(
        [lot("L1"), lot("L2")],
        applicant("F1", bid("L1", "110.00"), bid("L2", "110.00"), preferences=["L2", "L1"]),
    )
    outcome = of(found, "applicants", "F1")["outcomes"]
    assert [(one["lot"], one["preference"], one["outcome"]) for one in outcome] == [
        ("L2", 1, "won"),
        ("L1", 2, "not_needed"),
    ]


def test_an_inadmissible_bid_stays_so_also_below_a_lot_won() -> None:
    found = result(
        [lot("L1"), lot("L2"), lot("L3")],
        applicant("F1", bid("L3", "1.00"), bid("L1", "100.00"), bid("L2", "99.99")),
    )
    assert outcomes(found, "F1") == {"L3": "inadmissible", "L1": "won", "L2": "inadmissible"}


# ------------------------------------------------------------------ lots without winner


def test_why_a_lot_is_void() -> None:
    found = result(
        [lot("L4"), lot("L3"), lot("L2"), lot("L1")],
        applicant("F1", bid("L1", "100.00"), bid("L2", "900.00")),
        applicant("F2", bid("L3", "99.99"), bid("L2", "99.99")),
    )
    assert found["void_lots"] == ["L4", "L3", "L2"]
    assert [one["void_reason"] for one in found["lots"]] == [
        "NO_BIDS",
        "NO_ADMISSIBLE_BIDS",
        "BIDDERS_HOLD_PREFERRED",
        None,
    ]
    assert of(found, "lots", "L3")["best_offer"] is None
    assert of(found, "lots", "L2")["best_offer"] == "900.00"


def test_nothing_to_allocate() -> None:
    assert result([], applicant("F1"))["applicants"] == [{"id": "F1", "won": [], "outcomes": []}]
    empty = result([])
    assert (empty["lots"], empty["applicants"], empty["void_lots"]) == ([], [], [])
    assert result([lot("L1")])["void_lots"] == ["L1"]
