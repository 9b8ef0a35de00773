"""What each rule of version 2 does, on documents small enough to be worked out by hand."""

from typing import Any

import pytest

from manifattura.evaluation.domain.allocation.document import result_document
from tests.evaluation.domain.allocation.version2.documents import (
    DRAW,
    Document,
    applicant,
    bid,
    document,
    lot,
    meat,
    of,
    outcomes,
    winners,
)


def result_of(lots: list[Document], applicants: list[Document], **changes: Any) -> Any:
    return result_document(document(lots, applicants, **changes))


def firm(name: str, *offers: str, **changes: Any) -> Document:
    """`firm("F1", "L1 120", "L2 110")`: bids in order of preference."""
    pairs = [offer.split() for offer in offers]
    return applicant(name, *[bid(lot_id, f"{offer}.00") for lot_id, offer in pairs], **changes)


def reason(result: Any, name: str, lot_id: str = "L1") -> Document:
    row = of(result, "applicants", name)
    outcome = next(one for one in row["outcomes"] if one["lot"] == lot_id)
    (only,) = outcome["reasons"]
    return dict(only)


YOUTH = {"flag": "youth", "places": 1, "fallback": False}
YOUNG = {"flags": ["youth"]}


# ------------------------------------------------------------------ places and reserved places


def test_a_lot_with_several_places_takes_the_first_of_its_order() -> None:
    result = result_of(
        [lot("L1", places=2)], [firm("F1", "L1 110"), firm("F2", "L1 130"), firm("F3", "L1 120")]
    )
    assert winners(result) == [("F2", "open"), ("F3", "open")]
    assert of(result, "lots", "L1")["free_places"] == 0
    assert reason(result, "F1") == {
        "code": "LOST",
        "lot": "L1",
        "to": "F3",
        "winner_total": "120.00",
        "total": "110.00",
        "tie_break": None,
        "text": "lost L1 to F3: 120.00 > 110.00",
    }


def test_a_reserved_place_goes_to_the_best_with_the_flag() -> None:
    firms = [firm("F1", "L1 140"), firm("F2", "L1 130"), firm("F3", "L1 110", **YOUNG)]
    result = result_of([lot("L1", places=2, reserves=[YOUTH])], firms)
    assert winners(result) == [("F1", "open"), ("F3", "reserved:youth")]
    assert reason(result, "F2")["to"] == "F1"
    assert reason(result, "F3")["place"] == "reserved:youth"


@pytest.mark.parametrize("fallback", [True, False])
def test_a_reserved_place_that_nobody_with_the_flag_wants(fallback: bool) -> None:
    lots = [lot("L1", reserves=[YOUTH | {"fallback": fallback}])]
    result = result_of(lots, [firm("F1", "L1 140")])
    assert winners(result) == [("F1", "open")] * fallback
    if not fallback:
        assert reason(result, "F1") == {
            "code": "PLACES_RESERVED",
            "lot": "L1",
            "flags": ["youth"],
            "text": "lost L1: places left reserved to youth",
        }
        assert of(result, "lots", "L1")["void_reason"] == "PLACES_RESERVED"


# ------------------------------------------------------------------ pre-emption


def right(name: str, exercised: bool = True) -> Document:
    return {"applicant": name, "exercised": exercised}


def test_a_right_of_pre_emption_takes_the_place_at_the_price_of_the_displaced() -> None:
    firms = [firm("F1", "L1 140"), firm("F2", "L1 120"), firm("F3", "L1 110"), firm("F4", "L1 105")]
    result = result_of([lot("L1", preemption=right("F3"))], firms)
    assert winners(result) == [("F3", "preemption")]
    assert of(result, "lots", "L1")["winners"][0]["price"] == "140.00"
    assert reason(result, "F1")["text"] == "lost L1 to F3: pre-emption (110.00, own 140.00)"
    assert [reason(result, name)["code"] for name in ("F2", "F4")] == ["PREEMPTED", "LOST"]


def test_beside_other_places_only_the_first_refused_is_displaced() -> None:
    firms = [firm("F1", "L1 140"), firm("F2", "L1 130"), firm("F3", "L1 120"), firm("F4", "L1 110")]
    result = result_of([lot("L1", places=2, preemption=right("F4"))], firms)
    assert winners(result) == [("F1", "open"), ("F4", "preemption")]
    assert [reason(result, name)["code"] for name in ("F2", "F3")] == ["PREEMPTED", "LOST"]
    assert of(result, "lots", "L1")["winners"][1]["price"] == "130.00"


def test_a_right_not_used_or_not_needed_changes_nothing() -> None:
    firms = [firm("F1", "L1 140"), firm("F2", "L1 120")]
    assert winners(result_of([lot("L1", preemption=right("F2", False))], firms)) == [("F1", "open")]
    result = result_of([lot("L1", preemption=right("F1"))], firms)
    assert of(result, "lots", "L1")["winners"][0]["price"] == "140.00"
    technical = {"rule": "technical_only", "technical_max": "60"}
    lots = [{"id": "L1", "award": technical, "tie_breakers": [DRAW], "preemption": right("F1")}]
    result = result_of(
        lots, [applicant("F1", bid("L1", technical="5")), applicant("F2", bid("L1", technical="6"))]
    )
    assert of(result, "lots", "L1")["winners"][0]["price"] is None


# ------------------------------------------------------------------ discounts and improved offers


def test_the_lower_offer_wins_a_discount() -> None:
    lots = [lot("L1", offers="discount")]
    result = result_of(lots, [firm("F1", "L1 90"), firm("F2", "L1 80"), firm("F3", "L1 101")])
    assert winners(result) == [("F2", "open")]
    assert of(result, "lots", "L1")["best_offer"] == "80.00"
    assert reason(result, "F1")["text"] == "lost L1 to F2: 80.00 < 90.00"
    assert reason(result, "F3") == {
        "code": "OFFER_ABOVE_BASE",
        "offer": "101.00",
        "base": "100.00",
        "lot": "L1",
    }


@pytest.mark.parametrize(
    ("offers", "formula", "mine", "best", "points"),
    [
        ("discount", "proportional", "80.00", "60.00", "30.00"),
        ("discount", "proportional", "0.00", "0.00", "40.00"),
        ("discount", "interpolated", "80.00", "60.00", "20.00"),
        ("discount", "interpolated", "100.00", "100.00", "0.00"),
        ("rise", "proportional", "120.00", "160.00", "30.00"),
        ("rise", "interpolated", "120.00", "160.00", "13.33"),
    ],
)
def test_economic_points(offers: str, formula: str, mine: str, best: str, points: str) -> None:
    firms = [applicant("F1", bid("L1", mine, "40")), applicant("F2", bid("L1", best, "41"))]
    result = result_of([meat("L1", offers=offers, formula=formula)], firms)
    order = {row["applicant"]: row["economic"] for row in of(result, "lots", "L1")["order"]}
    assert order["F1"] == points


def test_a_rise_from_a_base_of_nothing_has_no_points_to_share() -> None:
    result = result_of([meat("L1", base="0.00")], [applicant("F1", bid("L1", "0.00", "40"))])
    assert of(result, "lots", "L1")["order"][0]["economic"] == "0.00"


def test_a_technical_score_below_the_minimum_counts_for_nothing() -> None:
    result = result_of([meat("L1")], [applicant("F1", bid("L1", "120.00", "35.99"))])
    assert reason(result, "F1")["code"] == "TECHNICAL_BELOW_MIN"
    assert of(result, "lots", "L1")["void_reason"] == "NO_ADMISSIBLE_BIDS"
    assert result["void_lots"] == ["L1"]
    assert result_of([lot("L1")], [])["lots"][0]["void_reason"] == "NO_BIDS"


def test_equal_offers_are_improved_before_any_draw() -> None:
    """RD 827/1924, article 77: those with equal offers may improve them; the best of these wins, and pays it."""
    lots = [lot("L1", tie_breakers=[{"by": "improved"}, DRAW])]
    firms = [firm(name, "L1 120") for name in ("F1", "F2", "F3")]
    firms[1]["bids"][0]["improved"] = "125.00"
    result = result_of(lots, firms)
    assert winners(result) == [("F2", "open")]
    assert of(result, "lots", "L1")["winners"][0]["price"] == "125.00"
    rows = of(result, "lots", "L1")["order"]
    assert [row["tie_break"] for row in rows] == [None, "improved", "draw"]
    assert "120.00 = 120.00 (improved)" in reason(result, "F1")["text"]


def test_technical_points_offers_and_arrival_separate_equals() -> None:
    breakers = [{"by": "technical"}, {"by": "arrival"}, DRAW]
    technical = {"rule": "technical_only", "technical_max": "60"}
    lots = [{"id": "L1", "award": technical, "tie_breakers": breakers}]
    firms = [
        applicant("F1", bid("L1", technical="50"), arrival=2),
        applicant("F2", bid("L1", technical="50")),
    ]
    assert winners(result_of(lots, firms)) == [("F2", "open")]
    lots = [meat("L1", tie_breakers=[{"by": "offer"}, DRAW])]
    firms = [applicant("F1", bid("L1", "150.00", "40")), applicant("F2", bid("L1", "200.00", "30"))]
    firms[1]["bids"][0]["technical"] = "40"
    firms[0]["bids"][0]["technical"] = "50"
    assert reason(result_of(lots, firms), "F1")["tie_break"] == "offer"


# ------------------------------------------------------------------ groups of linked applicants


def test_linked_applicants_win_no_more_than_the_group_may() -> None:
    firms = [firm("F1", "L1 120", "L3 120"), firm("F2", "L2 120", arrival=2), firm("F3", "L2 110")]
    groups = [{"id": "G1", "max_lots": 1, "members": ["F1", "F2"]}]
    result = result_of([lot("L1"), lot("L2"), lot("L3")], firms, groups=groups)
    assert winners(result, "L1") == [("F1", "open")]
    assert winners(result, "L2") == [("F3", "open")]
    assert outcomes(result, "F2") == {"L2": "group_full"}
    assert reason(result, "F2", "L2") == {
        "code": "GROUP_HOLDS",
        "lot": "L2",
        "group": "G1",
        "held": ["L1"],
        "given_back": [],
    }
    assert reason(result, "F1", "L3") == {"code": "HOLDS_PREFERRED", "lot": "L3", "held": ["L1"]}
    assert of(result, "lots", "L3")["void_reason"] == "BIDDERS_HOLD_PREFERRED"


# ------------------------------------------------------------------ bundles


def bundled(name: str, *offers: str, preferences: list[Any], **changes: Any) -> Document:
    return firm(name, *offers, preferences=preferences, **({"max_lots": 2} | changes))


def test_a_bundle_is_won_whole() -> None:
    firms = [bundled("F1", "L1 120", "L2 120", preferences=[["L1", "L2"]]), firm("F2", "L1 110")]
    result = result_of([lot("L1"), lot("L2")], firms)
    assert of(result, "applicants", "F1")["won"] == ["L1", "L2"]


def test_a_bundle_of_which_a_lot_goes_to_another_leaves_the_others_too() -> None:
    firms = [
        bundled("F1", "L1 120", "L2 120", "L3 90", preferences=[["L1", "L2"], "L3"]),
        firm("F2", "L1 110"),
        firm("F3", "L2 130"),
    ]
    result = result_of([lot("L1"), lot("L2"), lot("L3", "90.00")], firms)
    assert [winners(result, name) for name in ("L1", "L2", "L3")] == [
        [("F2", "open")],
        [("F3", "open")],
        [("F1", "open")],
    ]
    assert reason(result, "F1", "L1") == {
        "code": "BUNDLE_INCOMPLETE",
        "lot": "L1",
        "bundle": ["L1", "L2"],
        "missing": ["L2"],
        "texts": ["lost L2 to F3: 130.00 > 120.00"],
    }


def test_a_bundle_with_a_lot_that_is_not_admissible() -> None:
    firms = [bundled("F1", "L1 120", "L2 99", preferences=[["L1", "L2"]])]
    result = result_of([lot("L1"), lot("L2")], firms)
    assert outcomes(result, "F1") == {"L1": "incomplete", "L2": "inadmissible"}
    assert reason(result, "F1", "L1")["texts"] == ["L2 is not to be had: OFFER_BELOW_BASE"]
    assert of(result, "lots", "L1")["void_reason"] == "BUNDLES_INCOMPLETE"


def test_a_bundle_too_large_for_what_is_left_ends_the_list() -> None:
    """Else F1 would ask for L4 and give it up again were L1 refused: the result would depend on who asks first."""
    firms = [bundled("F1", *[f"L{n} 120" for n in range(1, 5)], preferences=["L1", ["L2", "L3"], "L4"])]
    result = result_of([lot(f"L{number}") for number in range(1, 5)], firms)
    assert of(result, "applicants", "F1")["won"] == ["L1"]
    for name in ("L2", "L4"):
        facts = {"bundle": ["L2", "L3"], "held": ["L1"]}
        assert reason(result, "F1", name) == {"code": "BUNDLE_DOES_NOT_FIT", "lot": name, **facts}


def test_a_bundle_taken_out_comes_back_when_all_of_it_is_free_after_all() -> None:
    """F2's bundle loses L2 to F1's, is taken out as the later; F1's loses L3 and is taken out too; F2's then fits."""
    firms = [
        bundled("F1", "L2 130", "L3 110", preferences=[["L2", "L3"]]),
        bundled("F2", "L1 120", "L2 120", preferences=[["L1", "L2"]], arrival=2),
        firm("F3", "L3 140"),
    ]
    result = result_of([lot("L1"), lot("L2"), lot("L3")], firms)
    assert of(result, "applicants", "F2")["won"] == ["L1", "L2"]
    assert reason(result, "F1", "L2")["missing"] == ["L3"]


def test_a_bundle_does_not_come_back_at_the_cost_of_another() -> None:
    """F3's bundle lost L1 to F2's, which is out too; its return would take L2, and so L5, from F1's, which came first."""
    firms = [
        bundled("F1", "L2 110", "L5 110", preferences=[["L2", "L5"]]),
        bundled("F2", "L1 130", "L4 110", preferences=[["L1", "L4"]], arrival=2),
        bundled("F3", "L1 120", "L2 120", preferences=[["L1", "L2"]], arrival=3),
        firm("F4", "L4 140"),
    ]
    result = result_of([lot(f"L{number}") for number in range(1, 6)], firms)
    assert of(result, "applicants", "F1")["won"] == ["L2", "L5"]
    facts = {"bundle": ["L1", "L2"], "breaks": ["F1"]}
    assert reason(result, "F3", "L1") == {"code": "BUNDLE_BREAKS", "lot": "L1", **facts}
    assert result["void_lots"] == ["L1", "L3"]


@pytest.mark.parametrize("back", [True, False])
def test_a_bundle_taken_out_and_a_preferred_lot_won_after_all(back: bool) -> None:
    """F2 loses L4 to F1's bundle and a part of its own; with F1's bundle out, it wins L4 and needs nothing else."""
    firms = [
        bundled("F1", "L4 130", "L3 110", preferences=[["L4", "L3"]]),
        bundled("F2", "L4 120", "L1 120", "L2 120", preferences=["L4", ["L1", "L2"]], arrival=2),
        firm("F3", "L3 140"),
        firm("F4", "L2 140"),
    ]
    if back:
        firms[1]["bids"].append(bid("L5", "120.00"))
        firms[1]["preferences"] = [["L4", "L5"], ["L1", "L2"]]
    result = result_of([lot(f"L{number}") for number in range(1, 6)], firms)
    assert of(result, "applicants", "F2")["won"] == (["L4", "L5"] if back else ["L4"])
    assert reason(result, "F2", "L1")["code"] == ("HOLDS_PREFERRED" if back else "BUNDLE_DOES_NOT_FIT")


# ------------------------------------------------------------------ withdrawals


def leaves(name: str, *lots: str) -> Document:
    return {"applicant": name, "lots": list(lots)}


CHAIN = [firm("F1", "L1 140", "L2 140"), firm("F2", "L1 130", "L2 130"), firm("F3", "L2 120")]


def test_a_place_handed_down_goes_to_the_next_with_room_and_nothing_else_moves() -> None:
    firms = [*CHAIN, firm("F4", "L1 110")]
    withdrawals = [leaves("F1", "L1")]
    result = result_of([lot("L1"), lot("L2")], firms, after="reserve", withdrawals=withdrawals)
    assert winners(result, "L1") == [("F4", "open")]
    assert winners(result, "L2") == [("F2", "open")]
    assert reason(result, "F1") == {"code": "WITHDRAWN", "lot": "L1", "had_won": True}
    assert reason(result, "F1", "L2") == {
        "code": "GAVE_BACK",
        "lot": "L2",
        "held": [],
        "given_back": ["L1"],
    }
    assert reason(result, "F2")["code"] == "PASSED_OVER"
    assert reason(result, "F4")["code"] == "FROM_RESERVE"
    assert reason(result, "F4")["after"] == "F1"


def test_allocated_again_everybody_moves_up_and_nobody_down() -> None:
    result = result_of([lot("L1"), lot("L2")], CHAIN, withdrawals=[leaves("F1", "L1")])
    assert winners(result, "L1") == [("F2", "open")]
    assert winners(result, "L2") == [("F3", "open")]
    assert [row["applicant"] for row in of(result, "lots", "L1")["order"]] == ["F1", "F2"]
    assert outcomes(result, "F1") == {"L1": "withdrawn", "L2": "not_needed"}


@pytest.mark.parametrize(("fallback", "heir"), [(True, [("F2", "open")]), (False, [])])
def test_a_reserved_place_handed_down_without_anybody_with_the_flag(
    fallback: bool, heir: list[tuple[str, str]]
) -> None:
    lots = [lot("L1", reserves=[YOUTH | {"fallback": fallback}])]
    firms = [firm("F1", "L1 110", **YOUNG), firm("F2", "L1 130")]
    result = result_of(lots, firms, after="reserve", withdrawals=[leaves("F1", "L1")])
    assert winners(result) == heir


def test_a_reserved_place_handed_down_stays_reserved() -> None:
    firms = [firm("F1", "L1 130", **YOUNG), firm("F2", "L1 120"), firm("F3", "L1 110", **YOUNG)]
    lots = [lot("L1", reserves=[YOUTH | {"fallback": True}])]
    result = result_of(lots, firms, after="reserve", withdrawals=[leaves("F1", "L1")])
    assert winners(result) == [("F3", "reserved:youth")]
    assert reason(result, "F2")["code"] == "PLACES_RESERVED"


def test_withdrawing_a_lot_of_a_bundle_is_withdrawing_the_bundle() -> None:
    firms = [bundled("F1", "L1 120", "L2 120", preferences=[["L1", "L2"]]), firm("F2", "L2 110")]
    for after in ("again", "reserve"):
        result = result_of(
            [lot("L1"), lot("L2")], firms, after=after, withdrawals=[leaves("F1", "L1"), leaves("F1", "L2")]
        )
        assert outcomes(result, "F1") == {"L1": "withdrawn", "L2": "withdrawn"}
        assert winners(result, "L2") == [("F2", "open")]
        assert of(result, "lots", "L1")["void_reason"] == "BIDDERS_WITHDREW"


@pytest.mark.parametrize("after", ["again", "reserve"])
def test_the_price_of_a_right_stays_when_the_displaced_leave(after: str) -> None:
    firms = [firm("F1", "L1 140"), firm("F2", "L1 120"), firm("F3", "L1 110")]
    lots = [lot("L1", preemption=right("F3"))]
    result = result_of(lots, firms, after=after, withdrawals=[leaves("F1", "L1")])
    assert of(result, "lots", "L1")["winners"] == [
        {"applicant": "F3", "position": 3, "place": "preemption", "price": "140.00"}
    ]
