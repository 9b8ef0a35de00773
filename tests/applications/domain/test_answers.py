from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from manifattura.applications.domain.answers import check_answer, missing
from manifattura.applications.domain.completeness import Given, all_problems
from manifattura.applications.domain.form import LEFT_OVER, step_of, steps_of, visible_of
from manifattura.applications.domain.values import unreadable
from manifattura.calls.domain.edition import Declaration, FieldType, FormField, FormSection, Option
from tests.applications.samples import APPLICANT, COSTS, DECLARATIONS, complete_answers, sample_edition

EDITION = sample_edition()
EXPENSES = COSTS.fields[0]


def said(form_field, value, aid=None) -> dict[str, str]:
    return {where: str(message) for where, message in check_answer(form_field, value, aid=aid).items()}


def test_limits_are_said_with_what_was_written():
    money = FormField("cost", FieldType.MONEY, "Costo", min_value=Decimal(30_000), max_value=Decimal(100_000))
    assert said(money, "104000.00") == {
        "cost": "Hai scritto 104.000,00\u00a0€. Il massimo è 100.000,00\u00a0€."
    }
    assert said(money, "1.00") == {"cost": "Hai scritto 1,00\u00a0€. Il minimo è 30.000,00\u00a0€."}
    assert said(money, "30000.00") == {}
    assert said(money, None) == {}
    assert said(money, unreadable("mille")) == {
        "cost": "Hai scritto «mille», che non è un importo. Esempio: 12.500,00."
    }
    number = FormField("n", FieldType.NUMBER, "N", max_value=Decimal("2.5"))
    assert said(number, "3") == {"n": "Hai scritto 3. Il massimo è 2,5."}


def test_the_single_cost_takes_the_calls_limits():
    cost = FormField("project_cost", FieldType.MONEY, "Costo")
    assert "massimo" in said(cost, "200000.00", EDITION.aid)["project_cost"]
    assert said(cost, "200000.00") == {}


def test_texts_are_bounded():
    assert "Il massimo è 5" in said(FormField("t", FieldType.TEXT, "T", max_length=5), "abcdef")["t"]
    assert "300" in said(FormField("t", FieldType.TEXT, "T"), "a" * 301)["t"]
    assert said(FormField("t", FieldType.LONG_TEXT, "T"), "a" * 5000) == {}


def test_choices_come_from_the_list():
    options = (Option("a", "A"), Option("b", "B"))
    assert said(FormField("c", FieldType.CHOICE, "C", options=options), "z")
    assert said(FormField("c", FieldType.CHOICE, "C", options=options), "a") == {}
    assert said(FormField("c", FieldType.CHOICES, "C", options=options), ["a", "z"])
    assert said(FormField("c", FieldType.CHOICES, "C", options=options), ["a", "b"]) == {}


def test_days_and_yes_no_need_nothing_more():
    assert said(FormField("d", FieldType.DATE, "D"), "2026-11-30") == {}
    assert said(FormField("y", FieldType.YES_NO, "Y"), False) == {}


def test_every_part_of_a_seat_is_asked():
    seat = FormField("seat", FieldType.SEAT, "Sede")
    assert set(said(seat, {"address": "Via Uno 1"})) == {"seat.postal_code", "seat.nil", "seat.municipio"}
    good = {"address": "Via Uno 1", "postal_code": "20100", "nil": 77, "municipio": 9}
    assert said(seat, good) == {}
    assert set(said(seat, {**good, "postal_code": "2010a", "address": "x" * 201})) == {
        "seat.postal_code",
        "seat.address",
    }


def test_rows_of_expenses_are_judged_one_by_one():
    rows = [
        {"category": "", "description": "", "amount": ""},
        {"category": "goods", "description": "x" * 301, "amount": unreadable("mille")},
        {"category": "boh", "description": "Torno", "amount": "0.00"},
    ]
    assert set(said(EXPENSES, rows)) == {
        "expenses.0.category",
        "expenses.0.description",
        "expenses.0.amount",
        "expenses.1.description",
        "expenses.1.amount",
        "expenses.2.category",
        "expenses.2.amount",
    }


def row(category: str, amount: str) -> dict[str, str]:
    return {"category": category, "description": "Voce", "amount": amount}


def test_total_and_shares_of_the_table():
    assert "massimo" in said(EXPENSES, [row("goods", "104000.00")], EDITION.aid)["expenses"]
    assert "minimo" in said(EXPENSES, [row("goods", "100.00")], EDITION.aid)["expenses"]
    own = replace(EXPENSES, max_value=Decimal(10))
    assert "10,00" in said(own, [row("goods", "11.00")])["expenses"]
    text = said(EXPENSES, [row("goods", "60000.00"), row("works", "40000.00")])["expenses"]
    assert text == (
        "Opere e impianti: 40.000,00\u00a0€, cioè il 40% del totale. Il massimo è 30%, 30.000,00\u00a0€."
    )
    assert said(EXPENSES, [row("goods", "70000.00"), row("works", "30000.00")]) == {}


def problems(answers, *, files=None, declared=("seat-in-area", "size"), edition=EDITION, to_review=()):
    visible = visible_of(edition, answers, APPLICANT)
    given = Given(files={"plan": 1} if files is None else files, declared=declared)
    return {
        (problem.section, problem.field): str(problem.message)
        for problem in all_problems(edition, visible, given, to_review=to_review)
    }


def test_a_complete_application_has_no_problems():
    assert problems(complete_answers()) == {}


def test_what_is_missing_is_said_step_by_step():
    found = problems({}, files={}, declared=())
    assert ("project", "project_title") in found
    assert ("project", "start_on") not in found
    assert ("project", "young_share") not in found, "hidden questions are not asked"
    assert ("costs", "expenses") in found
    assert found["files", "plan"] == "Carica il file."
    assert ("files", "quotes") not in found
    assert ("declarations", "d-seat") in found


def test_hidden_answers_do_not_count():
    visible = visible_of(EDITION, complete_answers(young=False), APPLICANT)
    assert "young_share" not in visible.answers
    assert "young_share" not in visible.context
    kept = visible_of(EDITION, complete_answers(months=unreadable("dieci")), APPLICANT)
    assert kept.answers["months"] == unreadable("dieci")
    assert "months" not in kept.context, "what cannot be read satisfies no condition"


def test_too_many_files_and_steps_to_review():
    assert "massimo" in problems(complete_answers(), files={"plan": 1, "quotes": 3})["files", "quotes"]
    assert ("costs", "") in problems(complete_answers(), to_review=["costs"])


def test_every_kind_says_what_is_missing():
    assert all(str(missing(FormField("x", kind, "X"))) for kind in FieldType)


def test_declarations_that_no_step_holds_get_a_step_of_their_own():
    loose = Declaration(
        "loose", "Privacy", "Ho letto.", "GDPR", shown_if={"op": "eq", "field": "young", "value": True}
    )
    edition = replace(EDITION, declarations=(*EDITION.declarations, loose))
    assert [step.key for step in steps_of(edition)][-1] == LEFT_OVER
    assert step_of(edition, LEFT_OVER).fields[0].declaration == "loose"
    with pytest.raises(KeyError):
        step_of(EDITION, LEFT_OVER)
    assert (LEFT_OVER, "declaration-loose") in problems(complete_answers(), edition=edition)
    assert (LEFT_OVER, "declaration-loose") not in problems(complete_answers(young=False), edition=edition)


def test_a_declaration_in_a_hidden_field_is_not_asked():
    hidden = replace(DECLARATIONS.fields[0], shown_if={"op": "eq", "field": "young", "value": True})
    section = FormSection("declarations", "D", fields=(hidden, DECLARATIONS.fields[1]))
    edition = replace(EDITION, form=(*EDITION.form[:-1], section))
    visible = visible_of(edition, complete_answers(young=False), APPLICANT)
    assert visible.declarations == {"size"}
    assert "d-seat" not in visible.fields


def test_a_field_of_a_declaration_that_does_not_apply_is_hidden():
    shown = tuple(
        replace(item, shown_if={"op": "eq", "field": "young", "value": True}) for item in EDITION.declarations
    )
    visible = visible_of(replace(EDITION, declarations=shown), complete_answers(young=False), APPLICANT)
    assert not visible.declarations
    assert "d-seat" not in visible.fields
