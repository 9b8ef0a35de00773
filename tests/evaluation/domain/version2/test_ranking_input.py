"""From a published grid to the public document: version 1 while it says enough, neutral names, nothing that is not used."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from manifattura.calls.domain.aid_rule import AidBracket, AidPremium
from manifattura.calls.domain.edition import (
    Aid,
    Bonus,
    CriteriaGroup,
    Criterion,
    Edition,
    FieldType,
    Flag,
    FormField,
    FormSection,
    Grid,
    Option,
    Reserve,
    TieBreaker,
)
from manifattura.calls.domain.scoring import (
    AreaRule,
    BandRow,
    CriterionPart,
    Level,
    LineNode,
    Method,
    MethodKind,
    Precedence,
    ScoredOption,
    Source,
    SubRanking,
    Uplift,
)
from manifattura.calls.domain.states import CallState
from manifattura.evaluation.domain.automatic_points import automatic_points, has_automatic
from manifattura.evaluation.domain.phases import NextStep, Phase, Progress, next_step, phase_of
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate, Left, needs_version_2, ranking_document
from manifattura.evaluation.domain.sheets import is_allowed, level_choices, levels_text
from manifattura.evaluation.domain.wide_input.applications import as_given
from tests.applications.samples import sample_edition
from tests.evaluation.domain.version2.slow import slow_result

D = Decimal
YES = {"op": "eq", "field": "green", "value": True}
FORM = FormSection(
    "data",
    "Dati",
    fields=(
        FormField("turnover", FieldType.NUMBER, "Fatturato"),
        FormField("founded", FieldType.DATE, "Nata il"),
        FormField("green", FieldType.YES_NO, "Certificata"),
        FormField(
            "marks", FieldType.CHOICES, "Marchi", options=(Option("iso", "ISO"), Option("emas", "EMAS"))
        ),
        FormField("own", FieldType.NUMBER, "Punti contati"),
    ),
)
METHODS: dict[str, Method | None] = {
    "board": None,
    "levels": Method(MethodKind.COMMITTEE, trim=1, levels=(Level("alta", D(1)), Level("bassa", D("0.5")))),
    "bands": Method(
        MethodKind.BANDS,
        value={"op": "div", "of": [{"field": "turnover"}, {"number": "1000"}]},
        bands=(BandRow(D(1), high="5"), BandRow(D(4), low="5"), BandRow(D(0), low="9", high="9")),
    ),
    "line": Method(
        MethodKind.LINE,
        value={"field": "founded"},
        nodes=(LineNode("2000-01-01", D(0)), LineNode("2020-01-01", D(4))),
    ),
    "flagged": Method(MethodKind.YES_NO, when=YES),
    "asked": Method(MethodKind.YES_NO, field="green"),
    "office": Method(
        MethodKind.OPTIONS,
        source=Source.OFFICE,
        take="sum",
        options=(ScoredOption("a", "A", D(2)), ScoredOption("b", "B", D(1))),
    ),
    "measured": Method(MethodKind.FORMULA, source=Source.OFFICE),
    "marks": Method(
        MethodKind.OPTIONS, field="marks", take="best", options=(ScoredOption("iso", "ISO", D(3)),)
    ),
    "own": Method(MethodKind.DECLARED, field="own"),
    "versus": Method(MethodKind.NORMALISED, value={"field": "turnover"}, best="lowest", scale="best"),
}


def edition(**changes: Any) -> Edition:
    base = sample_edition()
    methods = {
        **METHODS,
        "bands": replace(
            METHODS["bands"] or Method(MethodKind.BANDS),
            bands=(BandRow(D(1), high="5"), BandRow(D(4), low="5")),
        ),
    }
    criteria = [
        Criterion(
            key,
            key.title(),
            D(4),
            method=method,
            group="g" if key in ("board", "own") else None,
            lower_only=key in ("own", "line"),
            above_zero=key == "flagged",
            min=D(1) if key == "asked" else None,
        )
        for key, method in methods.items()
    ]
    parts = (
        CriterionPart("p1", "Uno", D("1.5"), Method(MethodKind.YES_NO, field="green")),
        CriterionPart("p2", "Due", D("1.555"), None),
    )
    criteria.append(Criterion("parts", "Parti", D(3), parts=parts))
    grid = Grid(
        criteria=tuple(criteria),
        groups=(CriteriaGroup("g", "Gruppo", min=D(1)), CriteriaGroup("empty", "Vuoto")),
        bonuses=(Bonus("b", "Premio", D(1), YES),),
        tie_breakers=(
            TieBreaker("number", "founded", higher=False),
            TieBreaker("flag", "green_firm"),
            TieBreaker("criterion", "board"),
            TieBreaker("requested"),
            TieBreaker("draw", seed_rule="Lotto"),
        ),
        reserves=(Reserve("green_firm", D(10)),),
        decimals=3,
        rounding="down",
        uplifts=(
            Uplift("u", "Su tutto", "green_firm", D("7.5")),
            Uplift("v", "Sul gruppo", "green_firm", D(5), of="g"),
            Uplift("w", "Sul criterio", "green_firm", D(5), of="board"),
        ),
        uplift_cap=D(2),
        threshold_times=D("2.50"),
        most_funded=5,
        areas=(AreaRule("green_firm", most=2, most_amount=D(100), least=1),),
        one_per_link=True,
        precedence=(Precedence("other", "Prima"), Precedence("green_firm", last=True)),
        rankings=(
            SubRanking(
                "own", "Propria", "green_firm", D(100), returns=False, receives=True, threshold_times=D(2)
            ),
        ),
    )
    aid = Aid(
        D("0.5"),
        D(1000),
        brackets=(AidBracket(D("0.7"), low=D(1), high=D(100)), AidBracket(D("0.6"), low=D(100))),
        premiums=(
            AidPremium("green_firm", "Meglio", rate=D("0.65")),
            AidPremium("other", "Più", cap=D(2000)),
        ),
    )
    flags = (Flag("green_firm", "Verde", YES), Flag("other", "Altra", YES), Flag("unused", "Mai", YES))
    facts = {"form": (*base.form, FORM), "grid": grid, "aid": aid, "flags": flags, "budget": D(1000)}
    return replace(base, **{**facts, **changes})


ANSWERS = {
    "turnover": "6000",
    "founded": "2010-01-01",
    "green": True,
    "marks": ["iso", "emas"],
    "own": "3.9999",
}
VALUES = {"office:office": ["a"], "office:measured": "2.5"}
MARKS = {key: {"m1": D(1), "m2": D("0.5"), "m3": D(1)} for key in ("board", "levels", "p2")}


def candidate(code: str, **more: Any) -> Candidate:
    facts: dict[str, Any] = {
        "arrival": 1,
        "requested": D(50),
        "admitted": True,
        "flags": ("green_firm", "unused"),
        "bonuses": ("b",),
        "marks": MARKS,
        "answers": ANSWERS,
        "checked": VALUES,
        "cost": D(90),
        "link": f"lead:{code}",
    }
    return Candidate(code, **{**facts, **more})


def document(*candidates: Candidate, **changes: Any) -> dict[str, Any]:
    return ranking_document(
        edition(**changes), assessors=["m1", "m2", "m3"], candidates=candidates, draw_seed="seme"
    )


def test_a_rich_grid_becomes_a_valid_neutral_document() -> None:
    rows = (
        candidate("A", checked_points={"own": D("1.2399")}),
        candidate(
            "B",
            answers={**ANSWERS, "own": "-4"},
            recused=("m3",),
            link="lead:A",
            assessors=("m1", "m2", "m3"),
        ),
        candidate("C", admitted=False),
        candidate("D", left=Left("declined"), flags=()),
        candidate(
            "E",
            left=Left("withdrawn", rescore=True),
            checked={**VALUES, "founded": "2005-01-01", "turnover": "x"},
        ),
        candidate("F", answers={}, bonuses=(), link=""),
    )
    made = document(*rows)
    result: Any = result_document(made)
    slow = slow_result(made)
    assert {name: result[name] for name in slow} == slow
    text = str(made)
    for secret in ("green_firm", "turnover", "iso", "lead:A", "'b'", "'u'"):
        assert secret not in text
    first, second, third, fourth, fifth, _ = made["applications"]
    assert first["facts"]["v1"] == "6000"
    assert first["points"] == {"own": "3.999"}
    assert first["checked_points"] == {"own": "1.239"}
    assert (first["link"], second["link"]) == ("l1", "l1")
    assert (second["points"], second["recused"], second["assessors"]) == (
        {"own": "0.00"},
        ["m3"],
        ["m1", "m2", "m3"],
    )
    assert set(third) == {"id", "arrival", "requested", "admitted", "flags"}
    assert (fourth["left"], fifth["left"]) == (
        {"status": "declined"},
        {"status": "withdrawn", "rescore": True},
    )
    assert fifth["checked_facts"] == {"v2": "2005-01-01"}
    call = made["call"]
    assert call["rankings"][0] == {
        "id": "own",
        "flag": "f1",
        "budget": {
            "amount": "100.00",
            "partial_last": {"allowed": False, "min_share": "0.00"},
            "skip_unaffordable": False,
            "edge_ties": "none",
        },
        "spills_to": "main",
        "threshold_times": "2",
    }
    assert (call["rankings"][1]["spills_to"], call["rankings"][1]["threshold_times"]) == ("own", "2.5")
    assert [one["id"] for one in call["uplifts"]] == ["u1", "u2", "u3"]
    assert [one["place"] for one in call["precedence"]] == ["first", "last"]
    assert {one["flag"] for one in call["precedence"]} == {"f1", "f2"}


def test_two_phases_in_the_document() -> None:
    grid = edition().grid
    later = tuple(replace(one, second_phase=one.key == "board", min=None) for one in grid.criteria)
    made = document(
        candidate("A"), grid=replace(grid, criteria=later, second_phase_first=2, second_phase_ties_in=False)
    )
    assert made["call"]["second_phase"] == {"criteria": ["board"], "first": 2, "ties": "out"}
    result_document(made)


PLAIN = Grid(criteria=(Criterion("a", "A", D(10)),), tie_breakers=(TieBreaker("arrival"),))


@pytest.mark.parametrize(
    "changes",
    [
        {"decimals": 3},
        {"rounding": "down"},
        {"by_arrival": True},
        {"one_per_link": True},
        {"threshold_times": D(2)},
        {"most_funded": 3},
        {"areas": (AreaRule("f", most=1),)},
        {"precedence": (Precedence("f"),)},
        {"tie_breakers": (TieBreaker("requested"),)},
        {"criteria": (Criterion("a", "A", D(10), above_zero=True),)},
    ],
)
def test_version_2_only_where_it_is_needed(changes: dict[str, Any]) -> None:
    base = replace(sample_edition(), grid=PLAIN)
    assert not needs_version_2(base)
    assert needs_version_2(replace(base, grid=replace(PLAIN, **changes)))


def test_who_left_needs_version_2_and_a_plain_grid_without_them_does_not() -> None:
    base = replace(sample_edition(), grid=PLAIN, flags=())
    plain = Candidate("A", 1, D(10), admitted=True, marks={"a": {"m1": D("0.5")}})
    for row, version in ((plain, 1), (replace(plain, left=Left("forfeited")), 2)):
        made = ranking_document(base, assessors=["m1"], candidates=[row], draw_seed="")
        assert made["format"] == f"manifattura-ranking/{version}"
        result_document(made)


def test_an_amount_that_nobody_knows_needs_version_2_and_is_left_out() -> None:
    base = replace(sample_edition(), grid=PLAIN, flags=())
    rows = [
        Candidate("A", 1, D(10), admitted=True, marks={"a": {"m1": D("0.5")}}),
        Candidate("B", 2, None, admitted=False),
    ]
    made = ranking_document(base, assessors=["m1"], candidates=rows, draw_seed="")
    assert made["format"] == "manifattura-ranking/2"
    assert "requested" not in made["applications"][1]
    asked = {entry["id"]: entry["requested"] for entry in result_document(made)["entries"]}
    assert asked == {"A": "10.00", "B": None}


def test_points_of_one_application_alone() -> None:
    found = automatic_points(edition(), candidate("A", checked_points={"own": D(1)}))
    assert found.of("bands") == D("4.000")
    assert found.of("p1") == D("1.500")
    assert (found.of("own"), found.of("board"), found.of("versus")) == (D("1.000"), None, None)
    assert [note["code"] for note in found.notes] == ["LOWERED_BY_CHECK"]
    assert found.missing == ()
    nothing = automatic_points(edition(), Candidate("A", 1, D(1), admitted=True))
    assert "line" in nothing.missing
    plain = replace(sample_edition(), grid=PLAIN)
    assert automatic_points(plain, candidate("A")).criteria == {}
    assert not has_automatic(plain)
    only_parts = Criterion("k", "K", D(1), parts=(CriterionPart("k1", "Uno", D(1)),))
    assert automatic_points(replace(plain, grid=Grid((only_parts,))), candidate("A")).of("k1") is None


def test_what_an_officer_gave() -> None:
    assert as_given("a", "choices") is None
    assert as_given(["a"], "choices") == ["a"]


def test_a_choice_is_named_neutrally_and_each_half_of_the_aid_stands_alone() -> None:
    form = FormSection(
        "data", "Dati", fields=(FormField("kind", FieldType.CHOICE, "Tipo", options=(Option("x", "X"),)),)
    )
    method = Method(MethodKind.OPTIONS, field="kind", options=(ScoredOption("x", "X", D(4)),))
    base = replace(
        sample_edition(), form=(form,), grid=Grid((Criterion("k", "K", D(4), method=method),)), budget=D(100)
    )
    row = Candidate("A", 1, D(10), admitted=True, answers={"kind": "x"}, cost=D(20))
    bracket, premium = AidBracket(D("0.7")), AidPremium("f", "Meglio", cap=D(20))
    flags = (Flag("f", "F", YES),)
    for aid in (Aid(D("0.5"), D(10), brackets=(bracket,)), Aid(D("0.5"), D(10), premiums=(premium,))):
        made = ranking_document(
            replace(base, aid=aid, flags=flags), assessors=["m1"], candidates=[row], draw_seed=""
        )
        assert made["applications"][0]["facts"] == {"v1": "o1"}
        assert made["applications"][0]["cost"] == "20.00"
        result_document(made)


def test_levels_are_the_only_marks() -> None:
    levels = Criterion("k", "K", D(4), method=METHODS["levels"])
    free = Criterion("k", "K", D(4))
    assert [is_allowed(levels, mark) for mark in (None, D(1), D("0.7"))] == [True, True, False]
    assert is_allowed(free, D("0.7"))
    assert (levels_text(levels), levels_text(free)) == ("alta 1, bassa 0,5", "")
    assert level_choices(levels) == [("1", "alta (1)"), ("0.5", "bassa (0,5)")]
    assert level_choices(levels, ".")[1] == ("0.5", "bassa (0.5)")
    assert level_choices(free) == []


def test_a_grid_that_computes_every_point_goes_from_the_review_to_the_ranking() -> None:
    done = Progress(CallState.IN_EVALUATION, deadline_passed=True, review_closed=True, without_committee=True)
    assert (phase_of(done), next_step(done)) == (Phase.SCORING, NextStep.PUBLISH_PROVISIONAL)
