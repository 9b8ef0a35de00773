"""Groups, computed numbers and first answers before publication; formulas in lines and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from manifattura.calls.domain import form_checks
from manifattura.calls.domain.edition import FieldType, FormField, FormSection, Option
from manifattura.calls.domain.form_checks import form_problems
from manifattura.calls.domain.form_facts import formula_kinds
from manifattura.calls.domain.formulas import Kind
from manifattura.calls.domain.prefills import EARLIER, firm_value, prefills_for
from manifattura.calls.queries.formulas import (
    Lines,
    Operand,
    formula_of,
    formula_text,
    lines_of,
    operand_choices,
)
from tests.applications.samples import sample_edition

INNER = (FormField("share", FieldType.NUMBER, "Quota"),)
GROUP = FormField("members", FieldType.GROUP, "Soci", fields=INNER, item_title="Socio")
SUM = {"op": "sum", "field": "members.share"}
TOTAL = FormField("total", FieldType.COMPUTED, "Somma", formula=SUM)


def texts(*fields):
    edition = sample_edition()
    edition = replace(edition, form=(*edition.form, FormSection("more", "Altro", fields=fields)))
    return [problem.message.text for problem in form_problems(edition)]


def test_good_ones_pass():
    known = replace(GROUP, prefill=EARLIER)
    stamp = FormField("stamp", FieldType.STAMP_DUTY, "Bollo", options=(Option("ets", "ETS"),))
    assert texts(known, TOTAL, stamp, FormField("vat", FieldType.TEXT, "IVA", prefill="vat_number")) == []


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ([replace(GROUP, fields=())], form_checks.NO_INNER),
        ([replace(GROUP, fields=INNER * 2)], form_checks.INNER_TWICE),
        ([replace(GROUP, min_items=30)], form_checks.ITEMS),
        ([replace(GROUP, max_items=0)], form_checks.ITEMS),
        ([replace(GROUP, max_items=101)], form_checks.ITEMS),
        ([replace(GROUP, fields=(FormField("f", FieldType.FILE, "F"),))], form_checks.INNER_WRONG),
        ([replace(GROUP, fields=(FormField("c", FieldType.CHOICE, "C"),))], form_checks.INNER_WRONG),
        ([replace(GROUP, fields=(replace(INNER[0], prefill="employees"),))], form_checks.INNER_WRONG),
        ([replace(GROUP, fields=(replace(INNER[0], min_value=2, max_value=1),))], form_checks.INNER_WRONG),
        ([replace(TOTAL, formula=None)], form_checks.NO_FORMULA),
        ([TOTAL, GROUP], form_checks.LATER),
        ([GROUP, replace(TOTAL, formula={"op": "sum", "field": "nope.x"})], form_checks.FORMULA),
        ([GROUP, replace(TOTAL, formula={"day": "2026-01-01"})], form_checks.FORMULA),
        ([GROUP, replace(TOTAL, formula="x")], form_checks.FORMULA),
        ([GROUP, replace(TOTAL, decimals=9)], form_checks.DECIMALS),
        ([FormField("a", FieldType.TEXT, "A", prefill="turnover")], form_checks.PREFILL),
        (
            [FormField("a", FieldType.STAMP_DUTY, "A", prefill=EARLIER, options=GROUP.options)],
            form_checks.PREFILL,
        ),
        ([GROUP, FormField("members-0-share", FieldType.TEXT, "X")], form_checks.PREFIX),
    ],
)
def test_what_cannot_be_published(fields, says):
    assert says in texts(*fields)


def test_what_formulas_find():
    named = replace(GROUP, fields=(*INNER, FormField("role", FieldType.TEXT, "Ruolo")))
    kinds = formula_kinds([*sample_edition().form[0].fields, *sample_edition().form[1].fields, named])
    assert (
        kinds["months"]
        is kinds["expenses.amount"]
        is kinds["members.share"]
        is kinds["members"]
        is Kind.NUMBER
    )
    assert kinds["start_on"] is Kind.DAY
    assert not {"description", "members.role"} & set(kinds)


def test_where_first_answers_come_from():
    assert prefills_for(FieldType.FILE) == ()
    assert prefills_for(FieldType.MONEY) == ("turnover", EARLIER)
    seat = {
        "kind": "registered",
        "address": "Via 1",
        "postal_code": "20100",
        "nil": 1,
        "municipio": 1,
        "city": "Milano",
    }
    firm = {
        "name": "Impresa campione A",
        "employees": 3,
        "turnover": None,
        "ateco": [{"code": "62", "is_main": False}, {"code": "31", "is_main": True}],
        "seats": [seat, {**seat, "kind": "operating", "address": "Via 2"}, {**seat, "nil": None}],
    }
    assert firm_value("name", firm) == "Impresa campione A"
    assert firm_value("employees", firm) == "3"
    assert firm_value("turnover", firm) is None
    assert firm_value("main_ateco", firm) == "31"
    assert firm_value("seat", firm)["address"] == "Via 2"
    assert firm_value("main_ateco", {}) is firm_value("seat", {}) is None


EDITION = replace(
    sample_edition(), form=(*sample_edition().form, FormSection("m", "M", fields=(GROUP, TOTAL)))
)
NODE = '{"field": "members.share", "op": "sum"}'


@pytest.mark.parametrize(
    ("op", "count", "words"),
    [
        ("is", 1, "Totale di «Quota» in «Soci»"),
        ("add", 3, " + "),
        ("sub", 2, " − "),
        ("mul", 2, " × "),
        ("div", 2, " ÷ "),
        ("percent", 2, "÷ 1,5) × 100"),
        ("min", 2, "il più piccolo fra"),
        ("max", 4, "il più grande fra"),
        ("when", 2, "se «Impresa giovanile?»: sì, altrimenti"),
    ],
)
def test_lines_say_a_formula_and_are_read_back(op, count, words):
    choices = operand_choices(EDITION)
    operands = (Operand(NODE), *(Operand("number", "1.5") for _ in range(count - 1)))
    condition = {"op": "eq", "field": "young", "value": True} if op == "when" else None
    lines = Lines(op, operands, condition)
    formula = formula_of(lines)
    assert lines_of(formula, choices) == lines
    assert words in formula_text(formula, EDITION, [])


def test_what_the_lines_cannot_say_is_kept():
    choices = operand_choices(EDITION, before="members")
    assert lines_of(None, choices) == Lines("add", ())
    assert lines_of(SUM, choices) is None
    deep = {"op": "add", "of": [{"op": "add", "of": [{"number": "1"}]}, {"number": "2"}]}
    assert lines_of(deep, choices) is None
    assert lines_of({"op": "days", "of": []}, choices) is None
    assert formula_text(None, EDITION, []) == ""
    assert formula_text({"field": "gone"}, EDITION, []) == "gone"
    assert formula_text(deep, EDITION, []) == "(1) + 2"
