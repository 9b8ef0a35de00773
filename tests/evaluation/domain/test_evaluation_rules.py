"""The plain rules around the ranking: composition, sheets, labels, terms, changes, phases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.edition import (
    Bonus,
    CriteriaGroup,
    Criterion,
    Grid,
    NamesRule,
    Reserve,
    TieBreaker,
)
from manifattura.calls.domain.states import CallState
from manifattura.evaluation.domain.changes import changes
from manifattura.evaluation.domain.committee import Fault, Seat, composition_faults
from manifattura.evaluation.domain.labels import Applicant, public_label, search_key
from manifattura.evaluation.domain.phases import NextStep, Phase, Progress, next_step, phase_of
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking.model import Status
from manifattura.evaluation.domain.ranking_input import Candidate, needs_draw, ranking_document
from manifattura.evaluation.domain.sheets import (
    Given,
    coefficient_text,
    incomplete,
    parse_coefficient,
    points,
)
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.domain.summary import summarise
from manifattura.evaluation.domain.terms import publication_end
from tests.applications.samples import sample_edition


def seats(*roles):
    return [Seat(number, role) for number, role in enumerate(roles, start=1)]


P, M, S = MemberRole.PRESIDENT, MemberRole.MEMBER, MemberRole.SECRETARY


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((P, M, M, S), ()),
        ((P, M, M, M, M, S), ()),
        ((P, M, M, M, S), (Fault.EVEN,)),
        ((P, S), (Fault.TOO_FEW,)),
        ((M, M, M, S), (Fault.NO_PRESIDENT,)),
        ((P, P, M, S), (Fault.SEVERAL_PRESIDENTS,)),
        ((P, M, M), (Fault.NO_SECRETARY,)),
        ((P, M, M, S, S), (Fault.SEVERAL_SECRETARIES,)),
    ],
)
def test_composition(roles, expected):
    assert composition_faults(seats(*roles), head_of_procedure_id=99) == expected


def test_composition_and_people():
    good = seats(P, M, M, S)
    assert composition_faults(good, head_of_procedure_id=2) == (Fault.HEAD_OF_PROCEDURE,)
    assert composition_faults(good, head_of_procedure_id=99, least=5) == (Fault.CALL_NEEDS,)
    assert composition_faults(good, head_of_procedure_id=99, least=3) == ()
    assert composition_faults(good, head_of_procedure_id=99, reviewers={1}) == (Fault.REVIEWED,)
    assert composition_faults(good, head_of_procedure_id=99, reviewers={4}) == (), (
        "the secretary does not score"
    )
    twice = [*good[:2], Seat(1, M), good[3]]
    assert composition_faults(twice, head_of_procedure_id=99) == (Fault.REPEATED,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0,8", "0.8"), (" 0.80 ", "0.80"), ("1", "1"), ("1,0", "1.0"), ("0", "0"), ("0.123456", "0.123456"),
        ("1.1", None), ("-0.1", None), ("0.1234567", None), ("", None), ("otto", None), ("0,", None), ("١", None),
    ],
)  # fmt: skip
def test_coefficients_are_read(text, expected):
    assert parse_coefficient(text) == (None if expected is None else Decimal(expected))


@given(st.decimals(min_value=0, max_value=1, places=6))
def test_coefficients_are_written_as_the_format_wants(coefficient):
    text = coefficient_text(coefficient)
    assert Decimal(text) == coefficient
    assert parse_coefficient(text) == coefficient


def test_points_and_what_is_missing():
    assert points(Decimal("0.333"), Decimal(15)) == Decimal("5.00")
    assert points(Decimal("0.0335"), Decimal(10)) == Decimal("0.34")
    assert points(Decimal("0.0335"), Decimal("10.125"), 3) == Decimal("0.339")
    criteria = (
        Criterion("a", "A", Decimal(10)),
        Criterion("b", "B", Decimal(10)),
        Criterion("c", "C", Decimal(5)),
    )
    done = {"a": Given(Decimal(1), "x"), "b": Given(Decimal(1), "  ")}
    assert incomplete(criteria, done) == {"b": "reason", "c": "coefficient"}
    assert coefficient_text(Decimal(1)) == "1"


def applicant(**changes):
    facts = {
        "name": "Impresa",
        "kind": "firm",
        "legal_form": "srl",
        "registration": "0000001/2026",
        "code": "ABCDEF",
    }
    return Applicant(**{**facts, **changes})


@pytest.mark.parametrize(
    ("who", "rule", "status", "label"),
    [
        (applicant(), NamesRule.NAME, Status.RESERVE_LIST, "Impresa"),
        (applicant(), NamesRule.NAME, Status.NOT_ADMITTED, "0000001/2026"),
        (applicant(), NamesRule.REGISTRATION, Status.FUNDED, "0000001/2026"),
        (applicant(), NamesRule.CODE, Status.FUNDED, "ABCDEF"),
        (applicant(kind="self_employed"), NamesRule.NAME, Status.FUNDED, "Impresa"),
        (applicant(kind="self_employed"), NamesRule.NAME, Status.BELOW_THRESHOLD, "0000001/2026"),
        (applicant(legal_form="sole_trader"), NamesRule.NAME, Status.RESERVE_LIST, "0000001/2026"),
        (applicant(kind="firm_to_be", registration=""), NamesRule.NAME, Status.RESERVE_LIST, "ABCDEF"),
    ],
)
def test_labels(who, rule, status, label):
    assert public_label(who, rule, status) == label


def test_search_uncovers_nobody():
    assert search_key(applicant(), "ABCDEF", NamesRule.CODE) == "abcdef"
    assert search_key(applicant(), "Impresa", NamesRule.NAME) == "impresa abcdef 0000001/2026"
    assert "impresa" not in search_key(applicant(), "0000001/2026", NamesRule.REGISTRATION)


def test_publication_ends_with_a_year():
    assert publication_end(date(2026, 11, 24), 5) == date(2031, 12, 31)


def grid(**changes):
    facts = {
        "criteria": (
            Criterion("a1", "A1", Decimal(60), group="a"),
            Criterion("b1", "B1", Decimal(40), min=Decimal(5)),
        ),
        "groups": (CriteriaGroup("a", "A", min=Decimal(10)), CriteriaGroup("empty", "Vuoto")),
        "total_min": Decimal(50),
    }
    return Grid(**{**facts, **changes})


def document(the_grid, candidates, **changes):
    edition = replace(sample_edition(), grid=the_grid, **changes)
    return ranking_document(edition, assessors=["m1", "m2"], candidates=candidates, draw_seed="seme")


def candidate(code, coefficient="0.8", **changes):
    both = {"m1": Decimal(coefficient), "m2": Decimal(coefficient)}
    facts = {
        "code": code, "arrival": 1, "requested": Decimal("1000.00"), "admitted": True, "marks": {"a1": both, "b1": both},
    }  # fmt: skip
    return Candidate(**{**facts, **changes})


def test_the_document_follows_the_grid():
    made = document(grid(), [candidate("A1"), candidate("B2", admitted=False)], call="x" * 70)
    assert made["call"]["id"] == "x" * 64
    assert made["call"]["groups"] == [{"id": "a", "criteria": ["a1"], "min": "10.00"}]
    assert made["call"]["total_min"] == "50.00"
    assert "bonus_cap" not in made["call"]
    assert "coefficients" not in made["applications"][1]
    assert "reserves" not in made["call"]["budget"]
    assert result_document(made)["entries"][0]["total"] == "80.00"


def test_no_group_no_member():
    assert "groups" not in document(grid(groups=()), [])["call"]


def test_reserves():
    made = document(
        grid(reserves=(Reserve("f", Decimal("500.00"), "Riserva"),)), [candidate("A1", flags=["f"])]
    )
    assert made["call"]["budget"]["reserves"] == [{"flag": "f2", "amount": "500.00"}]
    assert result_document(made)["entries"][0]["reasons"][0]["from_reserves"] == [
        {"flag": "f2", "amount": "500.00"}
    ]


def test_recused_marks_bonuses_and_seed():
    bonuses = (Bonus("x", "X", Decimal(3)), Bonus("y", "Y", Decimal(4)))
    rule = grid(
        bonuses=bonuses, tie_breakers=(TieBreaker("group", "a"), TieBreaker("flag", "f"), TieBreaker("draw"))
    )
    assert needs_draw(rule)
    assert not needs_draw(grid())
    made = document(rule, [candidate("A1", recused=["m2"], bonuses=["x"], flags=["f", "g"])])
    application = made["applications"][0]
    assert application["recused"] == ["m2"]
    assert application["coefficients"]["a1"] == {"m1": "0.8"}
    assert application["bonus"] == [{"id": "b1", "points": "3.00"}]
    assert application["flags"] == ["f2"], "numbered in the order of the call, and g is not used"
    assert made["call"]["bonus_cap"] == "7.00"
    assert made["call"]["tie_breakers"][-1] == {"by": "draw", "seed": "seme"}
    assert document(grid(bonuses=bonuses, bonus_cap=Decimal(5)), [])["call"]["bonus_cap"] == "5.00"
    assert result_document(made)["entries"][0]["bonus"] == "3.00"


def test_changes_and_summary():
    before = result_document(document(grid(), [candidate("A1"), candidate("B2", "0.7"), candidate("C3")]))
    made = document(grid(), [candidate("A1", "0.9"), candidate("B2", "0.3"), candidate("D4")])
    after = result_document(made)
    found_changes = {(one.id, one.what): (one.before, one.after) for one in changes(before, after)}
    assert found_changes["A1", "total"] == ("80.00", "90.00")
    assert found_changes["B2", "status"] == ("funded", "below_threshold")
    assert found_changes["D4", "presence"] == (None, "funded")
    assert found_changes["C3", "presence"] == ("funded", None)
    assert changes(after, after) == ()
    assert changes(before, after)[0].as_json()["id"] == "A1"
    figures = summarise(made, after)
    assert figures["counts"]["below_threshold"] == 1
    assert figures["granted"] == "2000.00"
    assert summarise(document(grid(), []), result_document(document(grid(), [])))["last_funded"] is None


def progress(state, **changes):
    return Progress(state=state, deadline_passed=True, **changes)


@pytest.mark.parametrize(
    ("facts", "phase", "step"),
    [
        (Progress(CallState.PUBLISHED, deadline_passed=False), Phase.RECEIVING, NextStep.WAIT_DEADLINE),
        (
            Progress(CallState.PUBLISHED, deadline_passed=False, stopped=True),
            Phase.RECEIVING,
            NextStep.WAIT_RESUMPTION,
        ),
        (progress(CallState.PUBLISHED), Phase.RECEIVING, NextStep.OPEN_REVIEW),
        (
            progress(CallState.UNDER_REVIEW, reviews=2, reviews_decided=1),
            Phase.REVIEW,
            NextStep.COMPLETE_REVIEWS,
        ),
        (progress(CallState.UNDER_REVIEW, reviews=2, reviews_decided=2), Phase.REVIEW, NextStep.CLOSE_REVIEW),
        (progress(CallState.UNDER_REVIEW, review_closed=True), Phase.COMMITTEE, NextStep.APPOINT_COMMITTEE),
        (
            progress(
                CallState.IN_EVALUATION, review_closed=True, committee_appointed=True, members_undeclared=1
            ),
            Phase.SCORING,
            NextStep.DECLARE_CONFLICTS,
        ),
        (
            progress(
                CallState.IN_EVALUATION, review_closed=True, committee_appointed=True, sitting_open=True
            ),
            Phase.SCORING,
            NextStep.CLOSE_SITTING,
        ),
        (
            progress(CallState.IN_EVALUATION, review_closed=True, committee_appointed=True, bids_to_score=1),
            Phase.SCORING,
            NextStep.OPEN_SITTING,
        ),
        (
            progress(CallState.IN_EVALUATION, review_closed=True, committee_appointed=True),
            Phase.SCORING,
            NextStep.PUBLISH_PROVISIONAL,
        ),
        (progress(CallState.PROVISIONAL_RANKING), Phase.PROVISIONAL, NextStep.PUBLISH_FINAL),
        (progress(CallState.FINAL_RANKING), Phase.FINAL, NextStep.NOTHING),
    ],
)
def test_phases(facts, phase, step):
    assert (phase_of(facts), next_step(facts)) == (phase, step)


def test_a_register_reviews_each_application_and_a_stopped_call_waits():
    def register(**facts):
        return next_step(progress(CallState.UNDER_REVIEW, always_open=True, **facts))

    assert register(reviews=2, reviews_decided=1) is NextStep.COMPLETE_REVIEWS
    assert register(reviews=2, reviews_decided=2) is NextStep.REVIEW_EACH
    assert register(stopped=True) is NextStep.WAIT_RESUMPTION


def test_a_member_who_cannot_judge_is_replaced_first():
    facts = progress(
        CallState.IN_EVALUATION, review_closed=True, committee_appointed=True, members_to_replace=1
    )
    assert next_step(facts) is NextStep.REPLACE_MEMBER
