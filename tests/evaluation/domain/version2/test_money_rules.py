"""Thresholds that move, rankings that spill, limits, the aid: one example each (docs/formats.md §3)."""

from typing import Any

from manifattura.evaluation.domain.ranking.document import result_document
from tests.evaluation.domain.version2.documents import application, budget, codes, document, row

Document = dict[str, Any]


def result(*applications: Document, **changes: Any) -> Any:
    return result_document(document(*applications, **changes))


def test_the_moving_threshold_lets_all_ties_in_and_stays_when_somebody_leaves() -> None:
    rankings = [{"id": "main", "budget": budget("100.00"), "threshold_times": "2"}]
    rows = [application("A", "9"), application("B", "5"), application("C", "5"), application("D", "4")]
    found = result(*rows, rankings=rankings)
    assert found["rankings"][0]["threshold"] == "5.00"
    assert row(found, "D")["reasons"] == [
        {"code": "BELOW_MOVING_THRESHOLD", "ranking": "main", "total": "4.00", "threshold": "5.00"}
    ]
    rows[1]["left"] = {"status": "declined"}
    rows[0]["left"] = {"status": "forfeited"}
    later = result(*rows, rankings=rankings)
    assert later["rankings"][0]["threshold"] == "5.00"
    assert row(later, "C")["status"] == "funded"
    assert row(later, "D")["status"] == "below_threshold"


def test_a_reserve_with_its_own_ranking_returns_and_spills() -> None:
    rankings = [
        {"id": "near", "flag": "f", "budget": budget("150.00"), "returns_to": "main", "spills_to": "main"},
        {"id": "main", "budget": budget("150.00")},
    ]
    rows = [
        application("N1", "5", flags=["f"]),
        application("N2", "4", flags=["f"]),
        application("M1", "9"),
        application("M2", "1"),
    ]
    found = result(*rows, rankings=rankings)
    assert row(found, "N1")["ranking"] == "near"
    second = row(found, "N2")
    assert (second["ranking"], second["position"], second["status"]) == ("main", 2, "funded")
    assert second["reasons"][0] == {"code": "RETURNED", "ranking": "near", "position": 2}
    assert found["rankings"] == [
        {"id": "near", "received": "0.00", "given": "50.00", "budget_left": "0.00", "threshold": None},
        {"id": "main", "received": "50.00", "given": "0.00", "budget_left": "0.00", "threshold": None},
    ]
    assert codes(found, "M2") == ["DOES_NOT_FIT", "PARTIAL_NOT_ALLOWED"]


def test_two_rankings_spill_into_each_other_where_somebody_waits() -> None:
    rankings = [
        {"id": "north", "flag": "n", "budget": budget("100.00"), "spills_to": "south"},
        {"id": "south", "flag": "s", "budget": budget("190.00"), "spills_to": "north"},
    ]
    rows = [
        application("A", "9", flags=["n"]),
        application("B", "8", flags=["n"], requested="90.00"),
        application("C", "7", flags=["s"]),
    ]
    found = result(*rows, rankings=rankings)
    assert row(found, "B")["status"] == "funded"
    assert [one["received"] for one in found["rankings"]] == ["90.00", "0.00"]


def test_one_application_per_link_the_better_one_or_the_first_of_equals() -> None:
    rows = [
        application("A", "9", link="L", arrival=5),
        application("B", "8", link="L"),
        application("C", "7", link="M", arrival=2),
        application("D", "7", link="M", arrival=1),
        application("E", "1"),
    ]
    found = result(*rows, one_per_link=True)
    assert [row(found, name)["status"] for name in "ABCDE"] == [
        "funded",
        "reserve_list",
        "reserve_list",
        "funded",
        "funded",
    ]
    assert row(found, "C")["reasons"][-1] == {"code": "ONE_PER_LINK", "with": "D"}


def test_links_are_looked_at_again_when_money_comes_from_another_ranking() -> None:
    rankings = [
        {"id": "north", "flag": "n", "budget": budget("100.00"), "spills_to": "south"},
        {"id": "south", "flag": "s", "budget": budget("100.00")},
    ]
    rows = [
        application("A", "9", flags=["s"], link="L"),
        application("B", "8", flags=["s"], link="M"),
        application("C", "7", flags=["s"], link="L"),
    ]
    found = result(*rows, rankings=rankings, one_per_link=True)
    assert [row(found, name)["status"] for name in "ABC"] == ["funded", "funded", "reserve_list"]
    assert row(found, "C")["reasons"][-1] == {"code": "ONE_PER_LINK", "with": "A"}


def test_areas_have_a_most_a_least_and_an_amount() -> None:
    def funded(area: Document) -> list[str]:
        rows = [application(f"F{at}", str(9 - at), flags=["f"]) for at in range(3)]
        rows += [application(f"X{at}", "9.5") for at in range(2)]
        found = result(*rows, rankings=[{"id": "main", "budget": budget("300.00", areas=[area])}])
        return sorted(one["id"] for one in found["entries"] if one["status"] == "funded")

    assert funded({"flag": "f", "most": 1}) == ["F0", "X0", "X1"]
    assert funded({"flag": "f", "most_amount": "99.00"}) == ["X0", "X1"]
    assert funded({"flag": "f", "least": 3}) == ["F0", "F1", "F2"]
    assert funded({"flag": "z", "least": 3}) == ["F0", "X0", "X1"]


def test_ex_aequo_are_not_told_apart_by_a_number() -> None:
    rows = [application("A", "5"), application("B", "5"), application("C", "4")]
    found = result(*rows, rankings=[{"id": "main", "budget": budget(most=1)}])
    assert [row(found, name)["status"] for name in "ABC"] == ["reserve_list", "reserve_list", "funded"]
    assert row(found, "A")["reasons"][-1] == {"code": "MOST_FUNDED", "most": 1}


def test_the_last_is_funded_in_part_or_shares_are_pro_rata() -> None:
    partial = {"partial_last": {"allowed": True, "min_share": "0.50"}}
    rows = [application("A", "9"), application("B", "5"), application("C", "5"), application("D", "1")]
    one = result(rows[0], rows[1], rows[3], rankings=[{"id": "main", "budget": budget("160.00", **partial)}])
    assert (row(one, "B")["status"], row(one, "B")["granted"]) == ("partially_funded", "60.00")
    assert codes(one, "D") == ["AFTER_STOP"]
    shared = budget("250.00", edge_ties="pro_rata", **partial)
    two = result(*rows, rankings=[{"id": "main", "budget": shared}])
    assert [row(two, name)["granted"] for name in "BC"] == ["75.00", "75.00"]
    refused = result(*rows, rankings=[{"id": "main", "budget": budget("250.00", **partial)}])
    assert codes(refused, "B") == ["EX_AEQUO", "DOES_NOT_FIT", "EDGE_TIE"]
    little = result(*rows[:2], rankings=[{"id": "main", "budget": budget("140.00", **partial)}])
    assert codes(little, "B") == ["DOES_NOT_FIT", "BELOW_MIN_SHARE"]
    skipping = budget("140.00", skip_unaffordable=True, **partial)
    on = result(
        rows[0],
        rows[1],
        application("E", "1", requested="90.00"),
        rankings=[{"id": "main", "budget": skipping}],
    )
    assert codes(on, "E") == ["DOES_NOT_FIT", "NOT_FIRST_MISFIT"]


def test_reserves_are_drawn_and_given_back() -> None:
    shared = budget("150.00", reserves=[{"flag": "f", "amount": "50.00"}])
    rows = [application("A", "9"), application("B", "5", flags=["f"])]
    found = result(*rows, rankings=[{"id": "main", "budget": shared}])
    assert row(found, "A")["status"] == "funded"
    assert codes(found, "B") == ["DOES_NOT_FIT", "PARTIAL_NOT_ALLOWED"]
    assert found["budget_left"] == "50.00"


def test_the_aid_cuts_what_is_asked() -> None:
    aid = {
        "rate": "0.5",
        "cap": "35.00",
        "brackets": [{"rate": "0.7", "to": {"at": "40.00", "included": True}}],
        "premiums": [{"flag": "f", "rate": "0.65", "cap": "45.00"}],
    }
    rows = [
        application("A", cost="40.00"),
        application("B", cost="40.01"),
        application("C", cost="100.00", flags=["f"]),
        application("D"),
    ]
    found = result(*rows, aid=aid)
    assert [row(found, name)["requested"] for name in "ABCD"] == ["28.00", "20.00", "45.00", "100.00"]
    slices = result(*rows, aid={**aid, "progressive": True})
    assert [row(slices, name)["requested"] for name in "AB"] == ["28.00", "28.00"]
