"""Costs, declarations, merging, payload, amendments, self-check, phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.amendments import changes_between
from manifattura.applications.domain.costs import project_costs, totals_by_category
from manifattura.applications.domain.declarations import (
    LiveTick,
    awaited_from,
    declarants,
    declared,
    is_current,
    text_digest,
    touched_by,
)
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.merge import mark_of, marks_of, merge_section
from manifattura.applications.domain.payload import FileFact, Sender, TickFact, build_payload
from manifattura.applications.domain.phases import Phase, Progress, days_of, phases_of
from manifattura.applications.domain.self_check import (
    check_firm,
    check_project_seat,
    in_area,
    unanswered,
    unmet,
)
from manifattura.applications.domain.states import ApplicationState, may_give_way, may_move, may_start_again
from manifattura.calls.domain.edition import FieldType, FormField, FormSection, TargetArea, Timetable
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.working_days import Calendar
from tests.applications.samples import APPLICANT, NOON, SECTIONS, complete_answers, sample_edition

EDITION = sample_edition()

# ------------------------------------------------------------------ costs


def test_the_aid_follows_the_calls_rule():
    costs = project_costs(EDITION, complete_answers())
    assert (costs.cost, costs.requested, costs.own_share) == (
        Decimal("64000.00"),
        Decimal("48000.00"),
        Decimal("16000.00"),
    )
    assert project_costs(EDITION, {}).cost is None
    assert totals_by_category([{"category": "a", "amount": ""}, {"amount": "1.00"}]) == {"": Decimal("1.00")}


def test_without_a_table_the_single_amount_is_the_cost():
    section = FormSection("c", "C", fields=(FormField("project_cost", FieldType.MONEY, "Costo"),))
    edition = replace(EDITION, form=(section,))
    assert project_costs(edition, {"project_cost": "100000.00"}).requested == Decimal("75000.00")
    assert project_costs(edition, {"project_cost": {"unreadable": "x"}}).cost is None
    places = project_costs(replace(edition, gives_money=False), {"project_cost": "100000.00"})
    assert (places.cost, places.requested) == (100_000, None), "a place is no grant"


@pytest.mark.parametrize(
    ("answer", "requested"), [("60", "38400.00"), (None, "48000.00"), ("tanto", "48000.00")]
)
def test_the_applicant_may_choose_a_lower_rate(answer, requested):
    edition = replace(EDITION, aid=replace(EDITION.aid, rate_question="share"))
    costs = project_costs(edition, {**complete_answers(), "share": answer})
    assert costs.requested == Decimal(requested)


# ------------------------------------------------------------------ declarations


def ticks(*organisations: int, declaration: str = "size", version: int = 1, text: str | None = None):
    known = EDITION.declaration(declaration)
    return [LiveTick(declaration, version, text or text_digest(known), number) for number in organisations]


def test_each_declarant_ticks_the_text_in_force():
    visible = visible_of(EDITION, complete_answers(), APPLICANT)
    assert declarants(EDITION.declaration("seat-in-area"), [1, 2]) == (1,)
    assert declarants(EDITION.declaration("size"), [1, 2]) == (1, 2)
    assert declared(EDITION, visible, ticks(1), [1, 2]) == frozenset()
    assert declared(EDITION, visible, ticks(1, 2), [1, 2]) == {"size"}
    assert declared(EDITION, visible, ticks(1, 2, version=2), [1, 2]) == frozenset()
    assert not is_current(ticks(1, text="0")[0], EDITION.declaration("size"))


def test_nobody_is_awaited_for_what_a_colleague_must_declare():
    visible = visible_of(EDITION, complete_answers(), APPLICANT)
    everything = awaited_from(EDITION, visible, (), [1, 2], {1})
    assert {"seat-in-area", "size"} <= everything
    assert awaited_from(EDITION, visible, ticks(1), [1, 2], {1}) == everything - {"size"}
    assert awaited_from(EDITION, visible, ticks(1, version=2), [1, 2], {1}) == everything
    assert awaited_from(EDITION, visible, (), [1, 2], {2}) == {"size"}
    assert awaited_from(EDITION, visible, (), [1, 2], ()) == frozenset()


def test_editing_a_declared_fact_touches_its_declarations():
    assert [item.key for item in touched_by(EDITION, {"seat", "months"})] == ["seat-in-area"]
    assert touched_by(EDITION, {"months"}) == ()


# ------------------------------------------------------------------ merging


def merge(changes, **options):
    start = {"version": 3, "answers": {"a": "1", "b": "2"}, "versions": {"a": 1, "b": 3}}
    return merge_section(**start, changes=changes, **{"base_version": 3, **options})


def test_fields_of_one_step_are_merged():
    done = merge({"a": "9"}, base_version=2)
    assert done.answers == {"a": "9", "b": "2"}
    assert (done.version, done.versions, done.changed, done.conflicts) == (4, {"a": 4, "b": 3}, ("a",), {})


def test_the_second_on_the_same_field_is_told():
    done = merge({"a": "9", "b": "8"}, base_version=2)
    assert done.conflicts == {"b": "2"}
    assert done.answers == {"a": "9", "b": "2"}
    assert merge({"b": "8"}, base_version=2).version == 3


def test_the_same_value_twice_is_no_conflict():
    done = merge({"b": "2"}, base_version=0)
    assert (done.version, done.conflicts, done.changed) == (3, {}, ())


def test_marks_judge_each_field_by_what_was_seen():
    assert merge({"b": "8"}, base_version=0, seen={"b": mark_of("2")}).changed == ("b",)
    assert merge({"b": "8"}, seen={"b": mark_of("old")}).conflicts == {"b": "2"}
    assert merge({"c": "new"}, seen={}).changed == ("c",)
    assert marks_of({"a": 1}) == {"a": mark_of(1)}


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=3)), st.integers(0, 4))
def test_nothing_written_is_lost(changes, base):
    """Every posted value is stored, was stored already, or comes back as a conflict."""
    done = merge(changes, base_version=base)
    for key, value in changes.items():
        assert done.answers.get(key) == value or key in done.conflicts


# ------------------------------------------------------------------ payload


def payload(**changes):
    moment = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    facts = {
        "edition": EDITION,
        "edition_sha256": "e" * 64,
        "code": "ABC234",
        "applicant": APPLICANT,
        "sender": Sender("Persona campione", "legal_rep"),
        "answers": complete_answers(),
        "ticks": [
            TickFact("size", 1, "b" * 64, "P", "B", moment),
            TickFact("seat-in-area", 1, "a" * 64, "P", "A", moment),
            TickFact("gone", 1, "c" * 64, "P", "A", moment),
        ],
        "files": [
            FileFact("quotes", "b.pdf", 2, "2"),
            FileFact("plan", "a.pdf", 1, "1"),
            FileFact("x", "x", 1, "3"),
        ],
        "eligibility": {"in-milan": True, "insolvent": False},
    }
    return build_payload(**{**facts, **changes})


def test_the_payload_holds_what_applies_in_a_fixed_order():
    document = payload()
    assert [tick["key"] for tick in document["declarations"]] == ["seat-in-area", "size"]
    assert [file["field"] for file in document["files"]] == ["plan", "quotes"]
    assert document["flags"] == ["young"]
    assert document["bonuses_claimed"] == ["young"]
    assert (document["project_cost"], document["requested"]) == ("64000.00", "48000.00")
    hidden = payload(answers=complete_answers(young=False, expenses=None))
    assert "young_share" not in hidden["answers"]
    assert hidden["project_cost"] is hidden["requested"] is None


@given(st.randoms())
def test_the_digest_does_not_depend_on_the_order_of_rows(random):
    answers = list(complete_answers().items())
    random.shuffle(answers)
    facts = payload()
    again = payload(answers=dict(answers))
    assert canonical_json(again) == canonical_json(facts)
    assert sha256_hex(again) == sha256_hex(facts)


# ------------------------------------------------------------------ amendments


def test_an_amendment_asks_again_only_what_changed():
    fields = tuple(
        replace(item, max_length=80) if item.key == "project_title" else item for item in SECTIONS[0].fields
    )
    changed = replace(SECTIONS[0], fields=fields)
    new_step = FormSection("more", "Altro", fields=(FormField("more", FieldType.TEXT, "Altro"),))
    texts = tuple(
        replace(item, text="Nuovo testo.", text_version=2) if item.key == "size" else item
        for item in EDITION.declarations
    )
    extra = replace(EDITION.declarations[0], key="new")
    new = replace(
        EDITION,
        version=2,
        form=(changed, *SECTIONS[1:], new_step),
        declarations=(*texts, extra),
        aid=replace(EDITION.aid, cap=Decimal(1)),
    )
    changes = changes_between(EDITION, new)
    assert changes.sections[:2] == ("project", "more")
    assert changes.declarations == ("size",)
    assert changes.limits
    same = changes_between(EDITION, replace(EDITION, version=2))
    assert (same.sections, same.declarations, same.limits) == ((), (), False)


# ------------------------------------------------------------------ self-check

GOOD = {"in-milan": True, "insolvent": False}


def test_questions_answered_the_other_way_and_not_at_all():
    assert unmet(EDITION, GOOD) == ()
    assert [question.key for question in unmet(EDITION, {"in-milan": True, "insolvent": True})] == [
        "insolvent"
    ]
    assert [question.key for question in unanswered(EDITION, {"in-milan": "yes"})] == [
        "in-milan",
        "insolvent",
    ]


def starts_with_31(code: str) -> bool:
    return code.startswith("31")


def findings(matches=starts_with_31, beneficiaries=EDITION.beneficiaries, **facts):
    found = check_firm(beneficiaries, {**APPLICANT, **facts}, matches)
    return {finding.about: finding.stops for finding in found}


def test_what_we_know_of_the_firm():
    assert findings() == {}
    assert findings(kind="non_profit")["kind"]
    assert findings(size_class="large") == {"size": True}
    assert findings(size_class="") == {"size": False}
    assert findings(kind="self_employed", size_class="") == {}
    assert findings(ateco=[]) == {"ateco": False}
    assert findings(matches=lambda code: False) == {"ateco": False}
    assert findings(matches=lambda code: False, kind="grouping") == {}
    assert findings(seats=[{"nil": 1, "municipio": 1}]) == {"area": False}
    assert findings(seats=[{"nil": None, "municipio": None}]) == {}
    free = replace(
        EDITION.beneficiaries, participant_kinds=(), size_classes=(), ateco_prefixes=(), target_area=None
    )
    assert findings(beneficiaries=free, kind="x") == {}


@pytest.mark.parametrize(
    ("area", "seat", "inside"),
    [
        (TargetArea("A", excluded_municipi=(1,)), {"nil": 5, "municipio": 1}, False),
        (TargetArea("A", excluded_municipi=(1,)), {"nil": 5, "municipio": 2}, True),
        (TargetArea("A", nils=(77,)), {"nil": 77, "municipio": 9}, True),
        (TargetArea("A", nils=(77,)), {"nil": 1, "municipio": 9}, False),
        (TargetArea("A", municipi=(9,)), {"nil": 1, "municipio": 9}, True),
    ],
)
def test_target_areas(area, seat, inside):
    assert in_area(area, seat) is inside


def test_the_projects_own_seat():
    assert check_project_seat(EDITION, complete_answers()) is None
    assert check_project_seat(EDITION, {}) is None
    assert check_project_seat(EDITION, {"seat": {"nil": None}}) is None
    finding = check_project_seat(EDITION, {"seat": {"nil": 1, "municipio": 1}})
    assert finding is not None
    assert not finding.stops
    nowhere = replace(EDITION, beneficiaries=replace(EDITION.beneficiaries, target_area=None))
    assert check_project_seat(nowhere, complete_answers()) is None


# ------------------------------------------------------------------ phases

CALENDAR = Calendar(holidays=frozenset({(1, 1), (1, 6)}))
DAYS = days_of(Timetable(NOON - timedelta(days=30), NOON), NOON, CALENDAR)


def test_terms_move_on_from_sundays_and_holidays():
    assert DAYS.deadline == date(2026, 12, 18)
    assert DAYS.review == date(2027, 1, 18), "30 days end on a Sunday"
    assert DAYS.procedure == date(2027, 3, 18)


def phases(state: ApplicationState):
    sent = None if state is ApplicationState.DRAFT else date(2026, 12, 1)
    return {
        step.phase: step.progress
        for step in phases_of(state, started=date(2026, 11, 20), sent=sent, days=DAYS)
    }


def test_where_each_state_stands():
    assert phases(ApplicationState.DRAFT)[Phase.DRAFT] is Progress.NOW
    assert phases(ApplicationState.SUBMITTED)[Phase.WAITING] is Progress.NOW
    assert phases(ApplicationState.UNDER_REVIEW)[Phase.EVALUATION] is Progress.NEXT
    assert phases(ApplicationState.ADMITTED)[Phase.EVALUATION] is Progress.NOW
    assert set(phases(ApplicationState.FUNDED).values()) == {Progress.DONE}
    assert list(phases(ApplicationState.WITHDRAWN)) == [Phase.DRAFT, Phase.SENT]
    not_admitted = phases(ApplicationState.NOT_ADMITTED)
    assert list(not_admitted)[-1] is Phase.REVIEW
    assert set(not_admitted.values()) == {Progress.DONE}


def test_only_a_session_that_is_over_without_money_makes_way():
    lost = ApplicationState.BELOW_THRESHOLD
    assert may_give_way(lost, "final_ranking", "rolling")
    assert not may_give_way(lost, "provisional_ranking", "rolling")
    assert not may_give_way(lost, "final_ranking", "ranking")
    for state in ApplicationState.RESERVE_LIST, ApplicationState.FUNDED, ApplicationState.FORFEITED:
        assert not may_give_way(state, "final_ranking", "rolling")


def test_moves():
    assert may_move(ApplicationState.DRAFT, ApplicationState.SUBMITTED, "ranking")
    assert not may_move(ApplicationState.WITHDRAWN, ApplicationState.SUBMITTED, "ranking")


def test_who_may_begin_again_with_the_same_answers():
    for state in (ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN):
        assert may_start_again(state, counts=True)
    over = (ApplicationState.REGISTERED, ApplicationState.NOT_ADMITTED, ApplicationState.DECLINED)
    for state in over:
        assert may_start_again(state, counts=False)
        assert not may_start_again(state, counts=True), "what counts is not replaced"
    for state in (ApplicationState.FUNDED, ApplicationState.ADMITTED):
        assert not may_start_again(state, counts=False)
