"""The rules of docs/formats.md §2 where a mistake would be easy, one example each."""

import hashlib
from typing import Any

from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking.model import TieBreaker, TieBy
from manifattura.evaluation.domain.ranking.order import draw_key
from tests.evaluation.domain.documents import application, budget, codes, document, row

PRO_RATA = {"edge_ties": "pro_rata"}


def result(*applications: dict[str, Any], **changes: Any) -> Any:
    return result_document(document(*applications, **changes))


# ------------------------------------------------------------------ scores


def test_the_mean_is_not_rounded_before_multiplying() -> None:
    marks = {"C1": "0.333333", "C2": "0.333334", "C3": "0.333333"}
    found = result(
        application("A", coefficients={"Q": marks}),
        criteria=[{"id": "Q", "max": "100"}],
        top={"assessors": ["C1", "C2", "C3"]},
    )
    assert row(found, "A")["total"] == "33.33"


def test_exactly_half_a_hundredth_goes_upwards() -> None:
    found = result(
        application("A", "0.5"), application("B", "0.499999"), criteria=[{"id": "Q", "max": "0.01"}]
    )
    assert row(found, "A")["total"] == "0.01"
    assert row(found, "B")["total"] == "0.00"


def test_bonus_is_capped_counts_in_the_minimum_and_is_not_rescaled() -> None:
    bonus = [{"id": "b1", "points": "2"}, {"id": "b2", "points": "2"}]
    found = result(
        application("A", "0.5", bonus=bonus),
        application("B", "0.4"),
        bonus_cap="3",
        total_min="53",
        rescale=True,
    )
    assert (row(found, "A")["bonus"], row(found, "A")["total"]) == ("3.00", "103.00")
    assert row(found, "B")["status"] == "below_threshold"
    assert row(found, "B")["total"] == row(found, "B")["scores"]["Q"] == "40.00"


def test_a_best_of_zero_is_not_rescaled() -> None:
    found = result(application("A", "0"), application("B", "0"), rescale=True, minima_on="rescaled")
    assert row(found, "A")["scores"] == {"Q": "0.00"}
    assert codes(found, "A")[0] == "EX_AEQUO"


def test_minima_on_rescaled_scores_show_the_rescaled_values() -> None:
    found = result(
        application("A", "0.8"),
        application("B", "0.4"),
        criteria=[{"id": "Q", "max": "100", "min": "60"}],
        rescale=True,
        minima_on="rescaled",
    )
    assert row(found, "B")["raw_scores"] == {"Q": "40.00"}
    assert row(found, "B")["reasons"] == [
        {"code": "BELOW_CRITERION_MIN", "criterion": "Q", "score": "50.00", "min": "60.00"}
    ]


def test_the_best_below_a_threshold_does_not_count_with_minima_on_raw() -> None:
    criteria = [{"id": "K1", "max": "50"}, {"id": "K2", "max": "50", "min": "25"}]
    found = result(
        application("A", coefficients={"K1": {"C1": "1"}, "K2": {"C1": "0.4"}}),
        application("B", coefficients={"K1": {"C1": "0.5"}, "K2": {"C1": "0.5"}}),
        criteria=criteria,
        rescale=True,
    )
    assert row(found, "B")["scores"] == {"K1": "50.00", "K2": "50.00"}
    assert row(found, "A")["scores"] == row(found, "A")["raw_scores"] == {"K1": "50.00", "K2": "20.00"}


def test_nobody_passes() -> None:
    found = result(application("B", "0.1"), application("A", "0.2"), total_min="50", rescale=True)
    assert [entry["id"] for entry in found["entries"]] == ["A", "B"]
    assert found["budget_left"] == "100000.00"


def test_no_applications() -> None:
    assert result(budget=budget("5.00"))["budget_left"] == "5.00"
    assert result()["entries"] == []


# ------------------------------------------------------------------ order


def test_the_draw_is_the_published_hash() -> None:
    assert draw_key("seed è", "A") == hashlib.sha256("seed è:A".encode()).hexdigest() + "A"
    found = result(
        *[application(identifier) for identifier in "ABCD"], tie_breakers=[{"by": "draw", "seed": "s"}]
    )
    listed = [entry["id"] for entry in found["entries"]]
    assert listed == sorted("ABCD", key=lambda one: hashlib.sha256(f"s:{one}".encode()).hexdigest())
    assert [entry["position"] for entry in found["entries"]] == [1, 2, 3, 4]


def test_ids_are_sorted_by_bytes() -> None:
    found = result(*[application(identifier) for identifier in ("a", "B", "10", "9", "a-b", "a.b")])
    assert [entry["id"] for entry in found["entries"]] == ["10", "9", "B", "a", "a-b", "a.b"]


def test_after_ex_aequo_the_next_is_separated_from_the_last_listed() -> None:
    found = result(
        application("A", arrival=1),
        application("B", arrival=1),
        application("C", arrival=2),
        application("D", "0.4"),
        tie_breakers=[{"by": "flag", "id": "none"}, {"by": "arrival"}],
    )
    assert [entry["position"] for entry in found["entries"]] == [1, 1, 3, 4]
    assert [entry["tie_break"] for entry in found["entries"]] == [None, None, "arrival", None]
    assert row(found, "C")["reasons"][0] == {"code": "TIE_BROKEN", "by": "arrival", "with": "B"}


def test_an_ex_aequo_class_may_itself_be_separated_from_the_one_above() -> None:
    found = result(
        application("Z", flags=["f"]),
        application("A"),
        application("B"),
        tie_breakers=[{"by": "flag", "id": "f"}],
    )
    assert codes(found, "A") == ["TIE_BROKEN", "EX_AEQUO", "FUNDED"]
    assert codes(found, "B") == ["EX_AEQUO", "FUNDED"]
    assert row(found, "B")["tie_break"] is None


def test_tie_breakers_use_rescaled_scores() -> None:
    # Raw, A leads in K1; re-scaled they are equal there and in total.
    criteria = [{"id": "K1", "max": "10"}, {"id": "K2", "max": "10"}]
    found = result(
        application("A", coefficients={"K1": {"C1": "0.5"}, "K2": {"C1": "0.2"}}),
        application("B", coefficients={"K1": {"C1": "0.25"}, "K2": {"C1": "0.4"}}),
        criteria=criteria,
        rescale=True,
        tie_breakers=[{"by": "criterion", "id": "K2"}],
    )
    assert [entry["id"] for entry in found["entries"]] == ["B", "A"]
    assert row(found, "A")["tie_break"] == "criterion:K2"


def test_labels_of_tie_breakers() -> None:
    assert TieBreaker(TieBy.GROUP, "G").label == "group:G"
    assert TieBreaker(TieBy.DRAW, "seed").label == "draw"
    assert TieBreaker(TieBy.ARRIVAL).label == "arrival"


# ------------------------------------------------------------------ budget


def test_partial_funding_needs_the_least_share_and_equal_is_enough() -> None:
    rule = {"partial_last": {"allowed": True, "min_share": "0.60"}}
    assert codes(result(application("A"), budget=budget("6000.00", **rule)), "A") == ["PARTIAL_LAST"]
    short = result(application("A"), budget=budget("5999.99", **rule))
    assert row(short, "A")["reasons"] == [
        {"code": "DOES_NOT_FIT", "available": "5999.99", "requested": "10000.00"},
        {"code": "BELOW_MIN_SHARE", "min_share": "0.60"},
    ]
    assert short["budget_left"] == "5999.99"


def test_an_empty_pot_is_below_any_least_share() -> None:
    rule = {"partial_last": {"allowed": True, "min_share": "0.00"}}
    assert codes(result(application("A"), budget=budget("0.00", **rule)), "A")[-1] == "BELOW_MIN_SHARE"
    assert row(result(application("A"), budget=budget("0.01", **rule)), "A")["granted"] == "0.01"


def test_partial_not_allowed_comes_before_the_tie_at_the_edge() -> None:
    rule = {"partial_last": {"allowed": False, "min_share": "0.00"}}
    found = result(application("A"), application("B"), budget=budget("15000.00", **rule))
    assert codes(found, "A") == ["EX_AEQUO", "DOES_NOT_FIT", "PARTIAL_NOT_ALLOWED"]


def test_skipping_goes_on_but_funds_in_part_only_the_first_misfit() -> None:
    found = result(
        application("A", "0.9", requested="10000.00"),
        application("B", "0.8", requested="10000.00"),
        application("C", "0.7", requested="1.00"),
        application("D", "0.6", requested="10000.00"),
        application("E", "0.5", requested="3000.00"),
        budget=budget(
            "15000.00", skip_unaffordable=True, partial_last={"allowed": True, "min_share": "0.70"}
        ),
    )
    assert codes(found, "B") == ["DOES_NOT_FIT", "BELOW_MIN_SHARE"]
    assert row(found, "C")["status"] == "funded"
    assert codes(found, "D") == ["DOES_NOT_FIT", "NOT_FIRST_MISFIT"]
    assert row(found, "E")["status"] == "funded"
    assert found["budget_left"] == "1999.00"


def test_pro_rata_cuts_down_and_the_cents_stay_in_the_pot_for_those_below() -> None:
    found = result(
        *[application(identifier, "0.9", requested="10.00") for identifier in "ABC"],
        application("D", "0.5", requested="0.01"),
        budget=budget(
            "20.00", **PRO_RATA, skip_unaffordable=True, partial_last={"allowed": True, "min_share": "0.10"}
        ),
    )
    assert [row(found, identifier)["granted"] for identifier in "ABCD"] == ["6.66", "6.66", "6.66", "0.01"]
    assert found["budget_left"] == "0.01"


# ------------------------------------------------------------------ reserves


def reserves(**amounts: str) -> dict[str, Any]:
    return {"reserves": [{"flag": flag, "amount": amount} for flag, amount in amounts.items()]}


def test_fully_paid_from_a_reserve_is_funded_also_after_a_stop() -> None:
    found = result(
        application("A", "0.9", requested="90.00"),
        application("B", "0.8", requested="20.00", flags=["f"]),
        budget=budget("100.00", **reserves(f="20.00")),
    )
    assert codes(found, "A") == ["PARTIAL_LAST"]
    assert row(found, "B")["reasons"] == [
        {"code": "FUNDED", "from_reserves": [{"flag": "f", "amount": "20.00"}], "from_general": "0.00"}
    ]


def test_draws_of_a_misfit_go_to_the_pot_and_count_as_available() -> None:
    found = result(
        application("A", "0.9", requested="50.00"),
        application("B", "0.8", requested="100.00", flags=["f"]),
        application("C", "0.7", requested="10.00", flags=["f"]),
        budget=budget("100.00", **reserves(f="30.00"), partial_last={"allowed": True, "min_share": "0.50"}),
    )
    assert row(found, "B")["reasons"] == [
        {"code": "PARTIAL_LAST", "available": "50.00", "requested": "100.00", "min_share": "0.50"}
    ]
    assert codes(found, "C") == ["AFTER_STOP"]


def test_draws_after_a_stop_go_back_to_the_pot_too() -> None:
    found = result(
        application("A", "0.9", requested="500.00"),
        application("B", "0.8", requested="40.00", flags=["f"]),
        budget=budget("100.00", **reserves(f="30.00")),
    )
    assert codes(found, "B") == ["AFTER_STOP"]
    assert found["budget_left"] == "100.00"


def test_several_members_draw_nothing_when_the_reserve_does_not_cover_them() -> None:
    found = result(
        application("A", requested="20.00", flags=["f"]),
        application("B", requested="20.00", flags=["f"]),
        application("C", "0.4", requested="20.00", flags=["f"]),
        budget=budget("60.00", **reserves(f="30.00")),
    )
    for identifier in "ABC":
        assert row(found, identifier)["reasons"][-1] == {
            "code": "FUNDED",
            "from_reserves": [],
            "from_general": "20.00",
        }


def test_an_empty_reserve_gives_nothing_and_is_not_mentioned() -> None:
    found = result(
        application("A", "0.9", requested="20.00", flags=["f"]),
        application("B", "0.8", requested="20.00", flags=["f"]),
        budget=budget("60.00", **reserves(f="20.00")),
    )
    assert row(found, "B")["reasons"][-1]["from_reserves"] == []


def test_reserves_add_up_in_the_declared_order() -> None:
    found = result(
        application("A", requested="50.00", flags=["z", "f"]),
        budget=budget("60.00", **reserves(z="20.00", f="20.00")),
    )
    assert row(found, "A")["reasons"][-1] == {
        "code": "FUNDED",
        "from_reserves": [{"flag": "z", "amount": "20.00"}, {"flag": "f", "amount": "20.00"}],
        "from_general": "10.00",
    }


def test_one_pending_beside_members_paid_by_a_reserve_is_funded_in_part_alone() -> None:
    found = result(
        application("A", requested="20.00", flags=["f"]),
        application("B", requested="80.00"),
        budget=budget("80.00", **reserves(f="20.00")),
    )
    assert codes(found, "A") == ["EX_AEQUO", "FUNDED"]
    assert codes(found, "B") == ["EX_AEQUO", "PARTIAL_LAST"]
