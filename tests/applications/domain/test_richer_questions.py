"""Groups, computed numbers and stamps: read from what is posted, judged, worked out."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.answers import check_answer, missing
from manifattura.applications.domain.completeness import Given, all_problems
from manifattura.applications.domain.computed import computed_answer
from manifattura.applications.domain.costs import better_terms, project_costs
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.form_payload import build_form_payload
from manifattura.applications.domain.form_states import FormState, may_move_form
from manifattura.applications.domain.groups import MOST_ITEMS, has_field_shape
from manifattura.applications.domain.payload import EnteredFact, FileFact, Sender, TickFact, build_payload
from manifattura.applications.domain.questionnaire import Questions, declaration_of, field_of
from manifattura.applications.domain.reading import read_section
from manifattura.applications.domain.stamp_duty import is_stamp_number, stamps_used
from manifattura.applications.domain.values import unreadable
from manifattura.calls.domain.edition import Declaration, FieldType, FormField, FormSection, Option
from manifattura.calls.domain.stamp_grounds import GROUNDS
from tests.applications.samples import sample_edition

MEMBERS = FormField(
    "members",
    FieldType.GROUP,
    "Soci",
    fields=(
        FormField("name", FieldType.TEXT, "Nome"),
        FormField("share", FieldType.NUMBER, "Quota", min_value=Decimal(1), max_value=Decimal(100)),
        FormField("roles", FieldType.CHOICES, "Ruoli", required=False, options=(Option("boss", "Guida"),)),
    ),
    min_items=1,
    max_items=3,
    item_title="Socio",
)
TOTAL = FormField(
    "total",
    FieldType.COMPUTED,
    "Somma delle quote",
    formula={"op": "sum", "field": "members.share"},
    min_value=Decimal(100),
    max_value=Decimal(100),
    unit="%",
)
STAMP = FormField("stamp", FieldType.STAMP_DUTY, "Marca da bollo", options=GROUNDS)
SECTION = FormSection(key="who", title="Chi", fields=(MEMBERS, TOTAL, STAMP))
ASKED = Questions((SECTION,))
PAID = {"status": "paid", "number": "01234567890123", "date": "2026-01-30"}


def test_a_problem_in_a_list_says_in_which_item_and_which_question() -> None:
    spent = FormField("expenses", FieldType.EXPENSES, "Spese", options=(Option("goods", "Beni"),))
    asked = Questions((FormSection("who", "Chi", fields=(MEMBERS, spent)),))
    answers = {
        "members": [{"name": "Uno", "share": "60"}, {"name": "Due"}],
        "expenses": [{"category": "goods", "description": "Torno", "amount": ""}],
    }
    found = all_problems(asked, visible_of(asked, answers, {}), Given({}, ()))
    assert [one.label for one in found] == ["Soci, Socio 2, Quota", "Spese, voce 1"]


def problems(answers):
    visible = visible_of(ASKED, answers, {})
    return {problem.field: str(problem.message) for problem in all_problems(ASKED, visible, Given({}, ()))}


def test_items_are_read_in_order_and_empty_ones_are_none():
    posted = {
        "members-present": ["1"],
        "members-2-name": ["Seconda"],
        "members-2-share": ["12,5"],
        "members-0-name": [" Prima "],
        "members-0-share": ["boh"],
        "members-0-roles-present": ["1"],
        "members-0-roles": ["boss"],
        "members-1-name": [""],
        "members-x-name": ["no"],
        "members-3-other": ["no"],
    }
    assert read_section(SECTION, posted) == {
        "members": [
            {"name": "Prima", "share": unreadable("boh"), "roles": ["boss"]},
            {"name": "Seconda", "share": "12.5"},
        ]
    }
    assert read_section(SECTION, {"members-present": ["1"]}) == {"members": None}
    assert read_section(SECTION, {"other": ["1"]}) == {}


def test_each_item_is_judged_beside_its_own_field():
    found = problems(
        {"members": [{"share": "200"}, {"name": "B", "share": unreadable("boh")}], "stamp": PAID}
    )
    assert found["members.0.name"] == "Scrivi una risposta."
    assert "Il massimo è 100" in found["members.0.share"]
    assert "boh" in found["members.1.share"]


@pytest.mark.parametrize(
    ("items", "words"),
    [(None, "Aggiungi almeno una voce."), (4, "Il massimo è 3"), (3, None)],
)
def test_how_many_items(items, words):
    share = ["34", "33", "33", "33"]
    given_items = [{"name": "A", "share": share[n]} for n in range(items)] if items else None
    found = problems({"members": given_items, "stamp": PAID})
    assert (words is None and "members" not in found) or words in found["members"]
    few = FormField("few", FieldType.GROUP, "Pochi", min_items=2, fields=MEMBERS.fields)
    assert "Il minimo è 2" in str(check_answer(few, [{"name": "A", "share": "1"}])["few"])


def test_nothing_but_the_groups_own_answers_has_its_shape():
    good = [{"name": "A", "share": "1"}]
    assert has_field_shape(MEMBERS, None)
    assert has_field_shape(MEMBERS, good)
    assert has_field_shape(STAMP, PAID)
    assert has_field_shape(STAMP, {"date": unreadable("ieri")})
    for bad in ("x", ["x"], [{"other": "1"}], [{"share": "uno"}], good * (MOST_ITEMS + 1)):
        assert not has_field_shape(MEMBERS, bad)
    for bad in ("x", {"other_part": ""}, {"date": "ieri"}, {"number": 12}):
        assert not has_field_shape(STAMP, bad)
    assert not has_field_shape(TOTAL, "100.00")


def test_a_computed_answer_follows_the_others_and_is_never_the_persons():
    visible = visible_of(ASKED, {"members": [{"share": "60"}, {"share": "39,9"}], "total": "100"}, {})
    assert visible.answers["total"] == "60.00"
    answers = {"members": [{"name": "A", "share": "60"}, {"name": "B", "share": "30"}], "stamp": PAID}
    assert "Il risultato è 90. Il minimo è 100" in problems(answers)["total"]
    answers["members"].append({"name": "C", "share": "20"})
    assert "Il massimo è 100" in problems(answers)["total"]
    answers["members"][2]["share"] = "10"
    assert problems(answers) == {}
    half = FormField(
        "half", FieldType.COMPUTED, "Metà", formula={"op": "div", "of": [{"field": "a"}, {"field": "b"}]}
    )
    assert computed_answer(half, {"a": "1", "b": "3"}) == "0.33"
    assert computed_answer(half, {"a": "1", "b": "0"}) is None
    assert computed_answer(half, {"a": "1"}) is None
    assert computed_answer(FormField("none", FieldType.COMPUTED, "Nulla"), {}) is None
    alone = Questions((FormSection("s", "S", fields=(half,)),))
    assert "non dà un valore" in str(all_problems(alone, visible_of(alone, {}, {}), Given({}, ()))[0].message)


@pytest.mark.parametrize(
    ("stamp", "part", "words"),
    [
        ({"number": "1"}, "status", "Scegli se"),
        ({"status": "paid"}, "number", "14 cifre"),
        ({"status": "paid", "number": "012", "date": "2026-01-01"}, "number", "«012»"),
        ({"status": "paid", "number": "01234567890123"}, "date", "data stampata"),
        ({**PAID, "date": unreadable("ieri")}, "date", "«ieri»"),
        ({"status": "exempt"}, "ground", "perché sei esente"),
        ({"status": "exempt", "ground": "nope"}, "ground", "perché sei esente"),
        ({"status": "exempt", "ground": "other"}, "other", "Scrivi la norma"),
        ({"status": "exempt", "ground": "other", "other": "x" * 301}, "other", "300"),
    ],
)
def test_what_is_wrong_with_a_stamp(stamp, part, words):
    assert words in str(check_answer(STAMP, stamp)[f"stamp.{part}"])


def test_good_stamps_and_which_numbers_they_use():
    ets = {"status": "exempt", "ground": "ets"}
    for stamp in (PAID, ets, {"status": "exempt", "ground": "other", "other": "Legge 1/2000, art. 1"}):
        assert check_answer(STAMP, stamp) == {}
    assert stamps_used(ASKED, {"stamp": PAID}) == {PAID["number"]: "stamp"}
    assert stamps_used(ASKED, {"stamp": ets}) == stamps_used(ASKED, {}) == {}
    assert str(missing(STAMP)).startswith("Scegli se")
    posted = {"stamp-status": ["paid"], "stamp-number": ["0123 4567.890-123"], "stamp-date": ["30/1/2026"]}
    assert read_section(SECTION, posted) == {"stamp": PAID}
    assert read_section(SECTION, {"stamp-number": ["a12"], "stamp-date": ["ieri"]}) == {
        "stamp": {"number": "a12", "date": unreadable("ieri")}
    }
    assert read_section(SECTION, {"stamp-number": [""]}) == {"stamp": None}


@given(st.text(max_size=20))
def test_only_fourteen_digits_are_a_stamps_number(text):
    assert is_stamp_number(text) is (len(text) == 14 and all(sign in "0123456789" for sign in text))


def test_questions_are_found_by_key():
    assert field_of(ASKED, "total") is TOTAL
    with pytest.raises(KeyError):
        field_of(ASKED, "nope")
    declaration = Declaration("d", "D", "Dichiaro.", "DPR 445/2000")
    assert declaration_of(Questions((), (declaration,)), "d") is declaration
    with pytest.raises(KeyError):
        declaration_of(Questions((), (declaration,)), "nope")


def test_a_form_moves_once_and_never_back():
    arrows = {(a, b) for a in FormState for b in FormState if may_move_form(a, b)}
    assert arrows == {
        (FormState.DRAFT, FormState.SENT),
        (FormState.DRAFT, FormState.CLOSED),
        # what arrived in time on paper, typed when the term was over
        (FormState.CLOSED, FormState.SENT),
    }


def test_what_a_form_freezes_and_what_an_entered_application_adds():
    when = datetime(2026, 11, 30, 11, 0, tzinfo=UTC)
    tick = TickFact(
        "d", 1, "0" * 64, "Chi firma", "Impresa campione A", when, read_by="Istruttore campione 1"
    )
    asked = Questions(ASKED.form, (Declaration("d", "D", "Dichiaro.", "DPR 445/2000"),))
    document = build_form_payload(
        code="ABC",
        application="DEF",
        purpose="confirmation",
        questions=asked,
        questions_sha256="1" * 64,
        applicant={},
        sender=Sender("Chi firma", "legal_rep"),
        answers={"members": [{"name": "A", "share": "100"}], "gone": "x"},
        ticks=[tick],
        files=[FileFact("gone", "x.pdf", 1, "2" * 64)],
    )
    assert document["answers"] == {"members": [{"name": "A", "share": "100"}], "total": "100.00"}
    assert document["declarations"][0]["read_by"] == "Istruttore campione 1"
    assert document["files"] == []
    edition = sample_edition()
    content = {
        "edition": edition,
        "edition_sha256": "3" * 64,
        "code": "DEF",
        "applicant": {},
        "sender": Sender("Chi firma", "legal_rep"),
        "answers": {},
        "ticks": [],
        "files": [],
        "eligibility": {},
    }
    fact = EnteredFact("pec", when, "12", "2026-11-30", "Istruttore campione 1", "r.eml", "4" * 64)
    assert "entered" not in build_payload(**content)
    assert build_payload(**content, entered=fact)["entered"] == {
        "channel": "pec",
        "arrived_at": "2026-11-30T11:00:00+00:00",
        "protocol": {"number": "12", "on": "2026-11-30"},
        "entered_by": "Istruttore campione 1",
        "proof": {"name": "r.eml", "sha256": "4" * 64},
    }


def test_a_cost_without_a_rule_asks_for_nothing():
    cost = FormField("project_cost", FieldType.MONEY, "Costo")
    costs = project_costs(Questions((FormSection("s", "S", fields=(cost,)),)), {"project_cost": "100.00"})
    assert (costs.cost, costs.requested) == (Decimal("100.00"), None)
    assert better_terms(Questions(()), {}) == frozenset()
