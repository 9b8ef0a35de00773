"""Five real grids, built through the actions as an office builds them, and points and money checked by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.definition import definition_of, edition_of
from manifattura.calls.domain.grid_checks import grid_problems
from manifattura.calls.domain.method_checks import OVERLAP
from manifattura.calls.domain.money_checks import money_problems
from manifattura.calls.queries.method_words import grid_words
from manifattura.evaluation.domain.automatic_points import automatic_points
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate, ranking_document
from tests.evaluation.domain.version2.slow import slow_result
from tests.evaluation.real_grids import (
    Author,
    build_fabriq,
    build_giambellino,
    build_lazio,
    build_liguria,
    build_roma,
    real_grid,
)

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def blocking(author: Author) -> list[str]:
    return [str(found.message) for found in grid_problems(author.edition) if found.blocks]


def ranked(author: Author, *candidates: Candidate, assessors: tuple[str, ...] = ("m1",)) -> dict[str, Any]:
    document = ranking_document(author.edition, assessors=assessors, candidates=candidates, draw_seed="seme")
    result: Any = result_document(document)
    slow = slow_result(document)
    assert {name: result[name] for name in slow} == slow
    return {entry["id"]: entry for entry in result["entries"]}


def candidate(code: str, arrival: int, answers: dict[str, Any], **more: Any) -> Candidate:
    facts = {"requested": Decimal(50_000), "admitted": True, **more}
    return Candidate(code, arrival, answers=answers, **facts)


def test_an_industrial_lot_with_indices_in_bands(shared_folder: Path) -> None:
    rule = real_grid(shared_folder, "roma_lotto72")
    as_written = build_roma(rule, edges_once=False)
    told = [found for found in grid_problems(as_written.edition) if found.message.text == OVERLAP]
    assert len(told) == 20  # every edge that the act gives to two bands
    assert all(found.blocks for found in told)

    author = build_roma(rule)
    assert blocking(author) == []
    answers = {
        "k65": "v1",  # 8
        "k661": "v2",  # 4
        "p662a1": "5",  # the edge belongs to the upper band: 1
        "p662a2": "15",  # 2
        "p662a3": "4.99",  # 1
        "p662a4": "250000",  # 2.5
        "p662a5": "0.3",  # 0.5
        "p662a6": "0.5",  # upper of the two that share it: 0.5
        "p662a7": "-3",  # 0.5
        "p662a8": "5",  # 2.5
        "p662b": "9999",  # below every band: 0
        "p662c": True,  # 0.25
        "p662d": False,  # 0
        "p662e": "2",  # 0.5
        "k663": "50",  # 10–50: 3
        "k664": "31",  # 5
        "k67": ["v1", "v3"],  # 2
    }
    office = {"office:p662f": ["i1", "i3"]}  # 2
    rows = ranked(author, candidate("A", 1, answers, checked=office), candidate("B", 2, {"k65": "v3"}))
    parts = {name: Decimal(value) for name, value in rows["A"]["parts"].items()}
    assert sum(parts.values()) == Decimal("13.25")
    assert rows["A"]["scores"] == {
        "k65": "8.00",
        "k661": "4.00",
        "k662": "13.25",
        "k663": "3.00",
        "k664": "5.00",
        "k67": "2.00",
    }
    assert rows["A"]["total"] == "35.25"
    assert rows["B"]["status"] == "below_threshold"
    assert [one["code"] for one in rows["B"]["reasons"]] == [
        "NO_VALUE",
        "BELOW_CRITERION_MIN",
        "BELOW_TOTAL_MIN",
    ]


def test_who_enlarges_goes_first_and_who_sold_a_lot_goes_last(shared_folder: Path) -> None:
    author = build_roma(real_grid(shared_folder, "roma_lotto72"))
    answers = {"k65": "v1", "k661": "v1", "p662a2": "15", "k663": "60", "k664": "31"}  # 8 + 5 + 2 + 5 + 5
    rows = ranked(
        author,
        candidate("FIRST-COME", 1, answers),
        candidate("SOLD", 2, {**answers, "k67": ["v1", "v2"]}, flags=["f_sold_a_lot"]),
        candidate("ENLARGES", 3, answers, flags=["f_enlarges"]),
    )
    assert [rows[code]["total"] for code in ("FIRST-COME", "SOLD", "ENLARGES")] == ["25.00", "27.00", "25.00"]
    assert [rows[code]["position"] for code in ("ENLARGES", "FIRST-COME", "SOLD")] == [1, 2, 3]
    assert rows["SOLD"]["reasons"][-2]["code"] == "GOES_LAST"


def test_straight_lines_a_moving_threshold_and_a_reserve(shared_folder: Path) -> None:
    author = build_lazio(real_grid(shared_folder, "lazio_donne_impresa_2026"))
    assert blocking(author) == []
    # the applicant chooses between 50 and 70 per cent: who asks for less has more points
    assert [str(found.message) for found in money_problems(author.edition) if found.blocks] == []
    cost = Decimal(90_000)
    assert compute_aid(author.edition.aid, cost, asked=Decimal(50)).grant == 45_000
    assert compute_aid(author.edition.aid, cost, asked=Decimal(70)).grant == 63_000
    full = {
        "founded": "2025-06-01",
        "turnover": "300000",
        "share": "50",
        "young_firm": True,
        "green": True,
        "periphery": False,
    }
    middle = {
        **full,
        "founded": "2010-01-01",  # 5479 of 10958 days: 30 × 5479 ÷ 10958 = 15
        "turnover": "1650000",  # half of the way down: 15
        "share": "60",  # 10
        "young_firm": False,
    }
    rows = ranked(
        author,
        candidate("FULL", 1, full),
        candidate("HALF", 2, middle),
        candidate("LOWER", 3, full, checked={"turnover": "3000000"}),
        candidate("RAISED", 4, middle, checked={"turnover": "300000"}),
    )
    assert rows["FULL"]["total"] == "100.00"
    assert rows["HALF"]["scores"] == {
        "k1": "15.00",
        "k2": "15.00",
        "k3": "10.00",
        "k4": "0.00",
        "k5": "10.00",
    }
    assert rows["LOWER"]["scores"]["k2"] == "0.00"
    assert rows["LOWER"]["reasons"][0]["code"] == "LOWERED_BY_CHECK"
    assert rows["RAISED"]["scores"]["k2"] == "15.00"
    assert rows["RAISED"]["reasons"][0]["code"] == "NOT_RAISED_BY_CHECK"

    # 54 requests of 50,000 reach 2.7 millions, the main budget; twice that is reached by the 108th
    crowd = [candidate(f"C{at:03d}", at, full) for at in range(1, 107)]
    edge = [candidate(f"E{at}", 200 + at, {**full, "green": False}) for at in range(3)]
    below = [candidate("Z", 300, {**full, "green": False, "young_firm": False})]
    quarter = {**full, "periphery": True, "turnover": "0"}
    near = [candidate(f"Q{at}", 400 + at, quarter, flags=["quarter"]) for at in range(8)]
    rows = ranked(author, *crowd, *edge, *below, *near)
    assert {rows[f"E{at}"]["position"] for at in range(3)} == {107}
    assert rows["Z"]["status"] == "below_threshold"
    assert rows["Z"]["reasons"][-1]["code"] == "BELOW_MOVING_THRESHOLD"
    assert rows["Q0"]["ranking"] == "reserve"
    assert rows["Q0"]["reasons"][0]["code"] == "EX_AEQUO"
    # eight equal ones ask for 400,000 and only 300,000 is there: none is told apart, all return to the main ranking
    assert rows["Q0"]["status"] == "reserve_list"


def test_levels_office_values_and_order_of_arrival(shared_folder: Path) -> None:
    author = build_liguria(real_grid(shared_folder, "liguria_filse_2023"))
    assert blocking(author) == []
    answers = {"jobs": "3", "ready": "v2", "legality": True}
    marks = {"k1": {"m1": Decimal(1), "m2": Decimal("0.5")}}

    def one(code: str, arrival: int, credit: str, **more: Any) -> Candidate:
        return candidate(code, arrival, {**answers, **more}, checked={"office:k3": credit}, marks=marks)

    rows = ranked(
        author,
        one("LATE", 3, "v1", jobs="5"),
        one("EARLY", 1, "v2"),
        one("NO-CREDIT", 2, "v3"),
        one("NO-JOBS", 4, "v1", jobs="0.99"),
        assessors=("m1", "m2"),
    )
    # 3 + 4 + 2 + 1 + 1, and 3 + 5 + 5 + 1 + 1
    assert (rows["EARLY"]["total"], rows["LATE"]["total"]) == ("11.00", "15.00")
    assert (rows["EARLY"]["position"], rows["LATE"]["position"]) == (1, 2)
    for code in ("NO-CREDIT", "NO-JOBS"):
        assert rows[code]["reasons"][-1]["code"] == "NOT_ABOVE_ZERO"


def test_better_terms_and_a_number_of_projects(shared_folder: Path) -> None:
    author = build_fabriq(real_grid(shared_folder, "milano_fabriq_2018"))
    assert blocking(author) == []
    aid = author.edition.aid
    assert compute_aid(aid, Decimal(60_000)).grant == Decimal(30_000)
    assert compute_aid(aid, Decimal(80_000)).grant == Decimal(35_000)
    assert compute_aid(aid, Decimal(60_000), ["premium"]).grant == Decimal(39_000)
    assert compute_aid(aid, Decimal(80_000), ["premium"]).grant == Decimal(45_000)
    marks = {"k1": {"m1": Decimal(1)}}
    crowd = [
        candidate(f"P{at:02d}", at, {}, marks=marks, requested=Decimal(1_000), flags=())
        for at in range(1, 13)
    ]
    late = candidate("P13", 13, {}, marks={"k1": {"m1": Decimal("0.5")}}, requested=Decimal(1_000))
    rows = ranked(author, *crowd, late)
    assert sum(row["status"] == "funded" for row in rows.values()) == 12
    assert rows["P13"]["reasons"][-1] == {"code": "MOST_FUNDED", "most": 12}


def test_rates_by_cost(shared_folder: Path) -> None:
    author = build_giambellino(real_grid(shared_folder, "milano_giambellino_2020"))
    aid = author.edition.aid
    grants = {cost: compute_aid(aid, Decimal(cost)).grant for cost in (90_000, 90_001, 150_000, 200_000)}
    assert grants == {
        90_000: Decimal(63_000),
        90_001: Decimal("54000.60"),
        150_000: Decimal(90_000),
        200_000: Decimal(100_000),
    }
    marks = {"k1": {"m1": Decimal(1)}}
    rows = ranked(
        author,
        candidate("A", 1, {}, marks=marks, cost=Decimal(90_000), requested=Decimal(63_000)),
        candidate("B", 2, {}, marks=marks, cost=Decimal(150_000), requested=Decimal(95_000)),
    )
    assert (rows["A"]["requested"], rows["B"]["requested"]) == ("63000.00", "90000.00")


def test_each_grid_is_told_in_words_and_points_alone(shared_folder: Path) -> None:
    author = build_lazio(real_grid(shared_folder, "lazio_donne_impresa_2026"))
    words = {one.key: one for one in grid_words(author.edition)}
    assert words["k1"].rows == (("01/01/1995", "0"), ("01/01/2025", "30"))
    assert "può solo ridurre" in words["k2"].note
    alone = automatic_points(author.edition, candidate("A", 1, {"turnover": "150000", "young_firm": True}))
    assert alone.of("k2") == Decimal("15.00")
    assert set(alone.missing) == {"k1", "k3", "k5"}


@pytest.mark.parametrize("build", [build_roma, build_lazio, build_liguria, build_fabriq, build_giambellino])
def test_each_grid_travels_to_another_office_as_a_definition(shared_folder: Path, build: Any) -> None:
    names = {
        build_roma: "roma_lotto72",
        build_lazio: "lazio_donne_impresa_2026",
        build_liguria: "liguria_filse_2023",
        build_fabriq: "milano_fabriq_2018",
        build_giambellino: "milano_giambellino_2020",
    }
    sent = build(real_grid(shared_folder, names[build])).edition
    received = edition_of(json.loads(json.dumps(definition_of(sent))))
    assert (received.grid, received.aid, received.flags) == (sent.grid, sent.aid, sent.flags)
