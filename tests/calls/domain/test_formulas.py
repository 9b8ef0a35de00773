"""Formulas over the applicant's own data: exact values, and what the author is told before publication."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.formulas import (
    Kind,
    amount,
    as_ratio,
    fields_of_formula,
    formula_problems,
    kind_of,
    rounded,
)

ANSWERS: dict[str, Any] = {
    "turnover": "300000.00",
    "staff": 4,
    "founded": "2020-02-29",
    "young": True,
    "empty": "",
    "expenses": [{"amount": "10.50"}, {"amount": "0.25"}, {"amount": None}],
    "applicant": {"size_class": "micro"},
}


def field(path: str) -> dict[str, Any]:
    return {"field": path}


def number(text: str) -> dict[str, Any]:
    return {"number": text}


def op(name: str, *parts: Any) -> dict[str, Any]:
    return {"op": name, "of": list(parts)}


WHEN = {
    "op": "when",
    "if": {"op": "eq", "field": "young", "value": True},
    "of": [{"number": "1"}, {"number": "2"}],
}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (field("turnover"), 300000),
        (number("-0.5"), Fraction(-1, 2)),
        (op("add", field("staff"), number("0.5"), number("1")), Fraction(11, 2)),
        (op("sub", field("staff"), number("5")), -1),
        (op("mul", field("staff"), number("0.25")), 1),
        (op("div", number("1"), number("3")), Fraction(1, 3)),
        (op("div", number("1"), number("-3")), Fraction(-1, 3)),
        (op("div", number("1"), number("0")), None),
        (op("min", number("2"), number("0.5"), field("staff")), Fraction(1, 2)),
        (op("max", number("2"), number("0.5"), field("staff")), 4),
        (op("days", field("founded"), {"day": "2020-03-01"}), 1),
        ({"op": "sum", "field": "expenses.amount"}, Fraction(43, 4)),
        ({"op": "count", "field": "expenses.amount"}, 2),
        ({"op": "count", "field": "nothing"}, 0),
        (WHEN, 1),
        ({**WHEN, "if": {"op": "eq", "field": "young", "value": False}}, 2),
        (field("empty"), None),
        (field("young"), None),
        (field("expenses.amount"), None),
        (op("add", field("nothing"), number("1")), None),
    ],
)
def test_values(formula: dict[str, Any], value: Any) -> None:
    assert amount(formula, ANSWERS) == value


def test_what_is_a_number() -> None:
    assert as_ratio(Decimal("0.5")) == (1, 2)
    assert as_ratio("twelve") is as_ratio("NaN") is as_ratio(True) is as_ratio(None) is None


@pytest.mark.parametrize(
    ("value", "half_up", "cut"),
    [
        ("0.125", "0.13", "0.12"),
        ("-0.125", "-0.13", "-0.12"),
        ("2", "2.00", "2.00"),
        ("0.1249", "0.12", "0.12"),
    ],
)
def test_rounding(value: str, half_up: str, cut: str) -> None:
    assert rounded(Fraction(value)) == Decimal(half_up)
    assert rounded(Fraction(value), truncate=True) == Decimal(cut)


@given(st.lists(st.decimals(min_value=-1000, max_value=1000, places=3), min_size=1, max_size=5))
def test_operations_are_exact(values: list[Decimal]) -> None:
    parts = [number(format(value, "f")) for value in values]
    exact = [Fraction(value) for value in values]
    assert amount(op("add", *parts), {}) == sum(exact)
    assert amount(op("min", *parts), {}) == min(exact)
    assert amount(op("max", *parts), {}) == max(exact)


KINDS = {"turnover": Kind.NUMBER, "founded": Kind.DAY, "expenses.amount": Kind.NUMBER, "young": Kind.NUMBER}


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        (op("div", field("turnover"), number("2")), Kind.NUMBER),
        (op("max", field("founded"), {"day": "2020-01-01"}), Kind.DAY),
        (op("days", field("founded"), {"day": "2020-01-01"}), Kind.NUMBER),
        ({"op": "sum", "field": "expenses.amount"}, Kind.NUMBER),
        ({"op": "count", "field": "founded"}, Kind.NUMBER),
        (WHEN, Kind.NUMBER),
    ],
)
def test_what_a_formula_gives(formula: dict[str, Any], kind: Kind) -> None:
    assert kind_of(formula, KINDS) is kind
    assert formula_problems(formula, KINDS) == ()


def nested(depth: int) -> dict[str, Any]:
    return op("add", nested(depth - 1)) if depth else number("1")


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (op("div", field("turnover"), number("0")), "sempre zero"),
        (op("div", field("turnover"), op("sub", field("staff"), field("staff"))), "sempre zero"),
        (op("div", field("turnover"), op("mul", field("staff"), number("0.00"))), "sempre zero"),
        ("turnover", "non si legge"),
        ({}, "non si legge"),
        ({"number": "many"}, "non si legge"),
        (op("pow", number("2"), number("2")), "non si legge"),
        (op("div", number("2")), "non si legge"),
        (op("add"), "non si legge"),
        (field("strange"), "non esiste: strange"),
        ({"op": "sum", "field": "strange"}, "non esiste: strange"),
        ({"op": "sum", "field": "founded"}, "mescola"),
        (op("add", field("turnover"), field("founded")), "mescola"),
        (op("add", field("founded"), field("founded")), "mescola"),
        (op("min", field("founded"), field("turnover")), "mescola"),
        (nested(8), "annidata"),
        ({**WHEN, "if": {"op": "eq", "field": "strange", "value": True}}, "non esiste: strange"),
    ],
)
def test_wrong_formulas_are_told(formula: Any, told: str) -> None:
    assert any(told in str(problem) for problem in formula_problems(formula, KINDS))


def test_the_fields_a_formula_reads() -> None:
    formula = op("add", field("turnover"), {"op": "sum", "field": "expenses.amount"}, number("1"))
    assert fields_of_formula(formula) == {"turnover", "expenses.amount"}
