"""The rules of docs/formats.md §3 where a mistake would be easy, one example each."""

from typing import Any

import pytest

from manifattura.evaluation.domain.ranking.document import result_document
from tests.evaluation.domain.version2.documents import (
    N,
    application,
    codes,
    criterion,
    document,
    row,
)

Document = dict[str, Any]


def result(*applications: Document, **changes: Any) -> Any:
    return result_document(document(*applications, **changes))


def score(facts: Document, method: Document, maximum: str = "10", **changes: Any) -> str:
    found = result(application("A", facts=facts), criteria=[criterion("K", method, maximum)], **changes)
    return str(row(found, "A")["scores"]["K"])


# ------------------------------------------------------------------ methods


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("0.999999", "1.00"),
        ("1", "3.00"),
        ("1.999999", "3.00"),
        ("2", "0.00"),
        ("2.5", "6.00"),
        ("3", "6.00"),
        ("4", "0.00"),
    ],
)
def test_an_edge_belongs_to_one_band_and_a_gap_gives_nothing(value: str, points: str) -> None:
    rows = [
        {"points": "1", "to": {"at": "1", "included": False}},
        {"points": "3", "from": {"at": "1", "included": True}, "to": {"at": "2", "included": False}},
        {"points": "6", "from": {"at": "2", "included": False}, "to": {"at": "3", "included": True}},
    ]
    assert score({"n": value}, {"by": "bands", "value": N, "bands": rows}) == points


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("-5", "0.00"),
        ("0", "0.00"),
        ("100000", "10.00"),
        ("300000", "30.00"),
        ("1650000", "15.00"),
        ("3000000", "0.00"),
        ("9000000", "0.00"),
    ],
)
def test_a_line_in_two_segments_goes_up_and_down(value: str, points: str) -> None:
    nodes = [{"at": "0", "points": "0"}, {"at": "300000", "points": "30"}, {"at": "3000000", "points": "0"}]
    assert score({"n": value}, {"by": "line", "value": N, "nodes": nodes}, "30") == points


def test_days_on_a_line() -> None:
    nodes = [{"at": "1995-01-01", "points": "0"}, {"at": "2025-01-01", "points": "30"}]
    method = {"by": "line", "value": {"fact": "d"}, "nodes": nodes}
    assert score({"d": "2010-01-01"}, method, "30") == "15.00"
    assert score({"d": "2010-01-01"}, method, "30", decimals=3, rounding="down") == "15.000"


@pytest.mark.parametrize(("rounding", "points"), [("half_up", "3.334"), ("down", "3.333")])
def test_three_decimals_and_truncation(rounding: str, points: str) -> None:
    formula = {"op": "div", "of": [{"number": "6.667"}, {"number": "2"}]}
    method = {"by": "formula", "value": formula}
    assert score({}, method, decimals=3, rounding=rounding) == points


def test_options_add_up_to_the_maximum_or_the_best_counts() -> None:
    options = [{"id": "a", "points": "3"}, {"id": "b", "points": "4"}]
    method = {"by": "options", "fact": "m", "take": "sum", "options": options}
    assert score({"m": ["a", "b"]}, method, "5") == "5.00"
    assert score({"m": ["a", "b"]}, {**method, "take": "best"}, "5") == "4.00"
    assert score({"m": []}, {**method, "take": "best"}, "5") == "0.00"
    assert score({}, method, "5") == "0.00"


@pytest.mark.parametrize(
    ("best", "scale", "points"),
    [
        ("highest", "range", ["0.00", "2.50", "10.00"]),
        ("lowest", "range", ["10.00", "7.50", "0.00"]),
        ("highest", "best", ["2.00", "4.00", "10.00"]),
        ("lowest", "best", ["10.00", "5.00", "2.00"]),
    ],
)
def test_values_are_compared_among_the_applications(best: str, scale: str, points: list[str]) -> None:
    method = {"by": "normalised", "value": N, "best": best, "scale": scale}
    rows = [application("A", "2"), application("B", "4"), application("C", "10"), application("D", facts={})]
    found = result(*rows, criteria=[criterion("K", method)])
    assert [row(found, name)["scores"]["K"] for name in "ABC"] == points
    assert codes(found, "D")[0] == "NO_VALUE"


def test_comparisons_without_a_spread_or_below_zero() -> None:
    def points(scale: str, best: str, *values: str) -> list[str]:
        method = {"by": "normalised", "value": N, "best": best, "scale": scale}
        rows = [application(f"A{at}", value) for at, value in enumerate(values)]
        found = result(*rows, criteria=[criterion("K", method)])
        return [row(found, f"A{at}")["scores"]["K"] for at in range(len(values))]

    assert points("range", "highest", "3", "3") == ["10.00", "10.00"]
    assert points("best", "highest", "0", "-1") == ["0.00", "0.00"]
    assert points("best", "lowest", "0", "2") == ["10.00", "0.00"]
    assert points("best", "lowest", "-1", "0") == ["10.00", "0.00"]


def test_the_highest_and_lowest_coefficients_are_left_out_when_enough_remain() -> None:
    marks = {"C1": "0", "C2": "0.5", "C3": "1", "C4": "0.6"}
    one = application("A", coefficients={"K": marks}, facts={})
    two = application("B", coefficients={"K": {"C1": "0", "C2": "1"}}, assessors=["C1", "C2"], facts={})
    found = result(
        one,
        two,
        criteria=[criterion("K", {"by": "committee", "trim": 1})],
        top={"assessors": ["C1", "C2", "C3", "C4"]},
    )
    assert (row(found, "A")["total"], row(found, "B")["total"]) == ("5.50", "5.00")


def test_parts_add_up_to_the_maximum_of_their_criterion() -> None:
    parts = [criterion(f"K{at}", {"by": "declared"}, "4") for at in (1, 2)]
    found = result(
        application("A", points={"K1": "3.5", "K2": "4"}, facts={}),
        criteria=[{"id": "K", "max": "7", "parts": parts}],
    )
    assert (row(found, "A")["total"], row(found, "A")["parts"]) == ("7.00", {"K1": "3.50", "K2": "4.00"})


# ------------------------------------------------------------------ checks, minima, uplifts


def test_a_check_lowers_and_never_raises() -> None:
    rule = criterion("K", {"by": "formula", "value": N}, lower_only=True)
    found = result(
        application("DOWN", "5", checked_facts={"n": "3"}),
        application("UP", "5", checked_facts={"n": "9"}),
        application("POINTS", "5", checked_points={"K": "2"}),
        application("BOTH", "5", checked_facts={"n": "1"}, checked_points={"K": "2"}),
        criteria=[rule],
    )
    totals = {name: row(found, name)["total"] for name in ("DOWN", "UP", "POINTS", "BOTH")}
    assert totals == {"DOWN": "3.00", "UP": "5.00", "POINTS": "2.00", "BOTH": "1.00"}
    assert row(found, "UP")["reasons"][0] == {
        "code": "NOT_RAISED_BY_CHECK",
        "criterion": "K",
        "declared": "5.00",
        "checked": "9.00",
    }


def test_without_that_rule_a_correction_counts_as_it_is() -> None:
    found = result(application("A", "5", checked_facts={"n": "9"}))
    assert row(found, "A")["total"] == "9.00"


def test_zero_is_not_above_zero() -> None:
    rule = criterion("K", {"by": "formula", "value": N}, above_zero=True)
    found = result(application("A", "0"), application("B", "0.01"), criteria=[rule])
    assert codes(found, "A") == ["NOT_ABOVE_ZERO"]
    assert row(found, "B")["status"] == "funded"


def test_uplifts_are_a_percentage_of_the_scores_up_to_their_cap() -> None:
    criteria = [
        criterion("K", {"by": "formula", "value": N}),
        criterion("Y", {"by": "yes_no", "fact": "y"}, "4"),
    ]
    changes: Document = {
        "criteria": criteria,
        "groups": [{"id": "G", "criteria": ["Y"]}],
        "uplifts": [
            {"id": "u1", "flag": "f", "percent": "10"},
            {"id": "u2", "flag": "f", "percent": "50", "group": "G"},
            {"id": "u3", "flag": "g", "percent": "12.5", "criterion": "K"},
        ],
    }
    one = application("A", flags=["f", "g"], facts={"n": "8", "y": True})
    assert row(result(one, **changes), "A")["uplift"] == "4.20"
    capped = row(result(one, uplift_cap="2.5", **changes), "A")
    assert (capped["uplift"], capped["total"], capped["groups"]) == ("2.50", "14.50", {"G": "4.00"})


def test_rescaling_never_passes_the_maximum() -> None:
    found = result(
        application("A", "5"),
        application("B", "4", left={"status": "withdrawn", "rescore": True}),
        rescale=True,
    )
    assert row(found, "A")["scores"] == {"K": "10.00"}
    left = row(found, "B")
    assert (left["scores"], left["total"], left["status"]) == ({}, None, "withdrawn")


# ------------------------------------------------------------------ phases and order


@pytest.mark.parametrize(("ties", "passing"), [("in", {"A", "B", "C"}), ("out", {"A"})])
def test_ties_at_the_end_of_the_first_phase(ties: str, passing: set[str]) -> None:
    criteria = [criterion("K", {"by": "formula", "value": N}), criterion("Z", {"by": "committee"})]
    rows = [
        application(name, points, coefficients={"Z": {"C1": "0.5"}})
        for name, points in (("A", "9"), ("B", "5"), ("C", "5"), ("D", "1"))
    ]
    found = result(*rows, criteria=criteria, second_phase={"criteria": ["Z"], "first": 2, "ties": ties})
    assert {one["id"] for one in found["entries"] if one["position"]} == passing
    assert row(found, "D")["reasons"] == [{"code": "NOT_IN_SECOND_PHASE", "total": "1.00", "first": 2}]
    assert row(found, "D")["scores"] == {"K": "1.00"}


def test_a_minimum_of_the_first_phase_comes_before_the_number() -> None:
    criteria = [
        criterion("K", {"by": "formula", "value": N}, min="2"),
        criterion("Z", {"by": "yes_no", "fact": "y"}),
    ]
    rows = [application("A", "1"), application("B", "3"), application("C", "4")]
    found = result(*rows, criteria=criteria, second_phase={"criteria": ["Z"], "first": 5, "ties": "in"})
    assert codes(found, "A") == ["BELOW_CRITERION_MIN"]
    assert row(found, "C")["position"] == 1


def test_order_of_arrival_above_the_threshold() -> None:
    rows = [
        application("A", "9", arrival=2),
        application("B", "6", arrival=1),
        application("C", "1", arrival=3),
    ]
    found = result(*rows, order="arrival", total_min="5")
    assert [one["id"] for one in found["entries"]] == ["B", "A", "C"]
    assert row(found, "A")["tie_break"] is None
    assert codes(found, "C") == ["BELOW_TOTAL_MIN"]


@pytest.mark.parametrize(
    ("breaker", "order", "label"),
    [
        ({"by": "requested"}, ["B", "A"], "requested"),
        ({"by": "fact", "id": "d", "first": "higher"}, ["A", "B"], "fact:d"),
        ({"by": "fact", "id": "d", "first": "lower"}, ["B", "A"], "fact:d"),
        ({"by": "criteria"}, ["A", "B"], "criterion:K"),
    ],
)
def test_ties(breaker: Document, order: list[str], label: str) -> None:
    criteria = [criterion("K", {"by": "formula", "value": N}), criterion("Z", {"by": "declared"})]
    rows = [
        application("A", requested="20.00", facts={"n": "6", "d": "2000-01-01"}, points={"Z": "4"}),
        application("B", requested="10.00", facts={"n": "5", "d": "1999-01-01"}, points={"Z": "5"}),
    ]
    found = result(*rows, criteria=criteria, tie_breakers=[breaker])
    assert [one["id"] for one in found["entries"]] == order
    assert found["entries"][1]["tie_break"] == label


@pytest.mark.parametrize("first", ["higher", "lower"])
def test_who_has_no_value_loses_the_tie(first: str) -> None:
    rows = [application("A"), application("B", facts={"n": "5", "d": "1999-01-01"})]
    found = result(*rows, tie_breakers=[{"by": "fact", "id": "d", "first": first}])
    assert [one["id"] for one in found["entries"]] == ["B", "A"]
    assert found["entries"][1]["tie_break"] == "fact:d"


def test_precedence_comes_before_points_and_after_minima() -> None:
    rows = [
        application("BEST", "9", flags=[]),
        application("ENLARGES", "6", flags=["enlarges"]),
        application("NEIGHBOUR", "5", flags=["neighbour"]),
        application("BOTH", "6", flags=["neighbour", "enlarges"]),
        application("SOLD", "10", flags=["sold", "enlarges"]),
        application("LATE", "10", flags=["late"]),
        application("WEAK", "3", flags=["enlarges"]),
    ]
    precedence = [
        {"flag": "enlarges", "place": "first"},
        {"flag": "neighbour", "place": "first"},
        {"flag": "sold", "place": "last"},
        {"flag": "late", "place": "last"},
    ]
    ties = [{"by": "flag", "id": "neighbour"}]
    found = result(*rows, precedence=precedence, total_min="4", tie_breakers=ties)
    order = [entry["id"] for entry in found["entries"]]
    assert order == ["BOTH", "ENLARGES", "NEIGHBOUR", "BEST", "SOLD", "LATE", "WEAK"]
    assert codes(found, "ENLARGES") == ["GOES_FIRST", "TIE_BROKEN", "FUNDED"]
    assert row(found, "SOLD")["reasons"][0] == {"code": "GOES_LAST", "flag": "sold"}
    assert row(found, "BEST")["tie_break"] is None
    assert codes(found, "WEAK") == ["BELOW_TOTAL_MIN"]


def test_who_goes_last_has_what_is_left() -> None:
    rows = [application("FIRST", "5"), application("LAST", "10", flags=["sold"])]
    budget = {
        "amount": "100.00",
        "partial_last": {"allowed": False, "min_share": "0.00"},
        "skip_unaffordable": False,
        "edge_ties": "none",
    }
    rules = {
        "rankings": [{"id": "main", "budget": budget}],
        "precedence": [{"flag": "sold", "place": "last"}],
    }
    found = result(*rows, **rules)
    assert row(found, "FIRST")["status"] == "funded"
    assert row(found, "LAST")["status"] == "reserve_list"
