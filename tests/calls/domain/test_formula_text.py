"""Formulas written as in a spreadsheet."""

from typing import Any

import pytest

from manifattura.calls.domain.formula_text import FormulaTextError, formula_text, parse_formula

NAMES = ["turnover", "turnover_2023", "sede-nuova", "expenses.amount", "founded"]

WRITTEN: list[tuple[str, dict[str, Any], str]] = [
    ("turnover", {"field": "turnover"}, "turnover"),
    ("0,5", {"number": "0.5"}, "0,5"),
    ("300.000", {"number": "300000"}, "300.000"),
    ("1/2/2025", {"day": "2025-02-01"}, "01/02/2025"),
    ("1 / 2", {"op": "div", "of": [{"number": "1"}, {"number": "2"}]}, "1 / 2"),
    (
        "(turnover - turnover_2023) / turnover_2023 * 100",
        {
            "op": "mul",
            "of": [
                {
                    "op": "div",
                    "of": [
                        {"op": "sub", "of": [{"field": "turnover"}, {"field": "turnover_2023"}]},
                        {"field": "turnover_2023"},
                    ],
                },
                {"number": "100"},
            ],
        },
        "(turnover - turnover_2023) / turnover_2023 * 100",
    ),
    ("1+2+3", {"op": "add", "of": [{"number": "1"}, {"number": "2"}, {"number": "3"}]}, "1 + 2 + 3"),
    (
        "1-(2-3)",
        {"op": "sub", "of": [{"number": "1"}, {"op": "sub", "of": [{"number": "2"}, {"number": "3"}]}]},
        "1 - (2 - 3)",
    ),
    ("-sede-nuova", {"op": "sub", "of": [{"number": "0"}, {"field": "sede-nuova"}]}, "0 - sede-nuova"),
    ("max(turnover; 0)", {"op": "max", "of": [{"field": "turnover"}, {"number": "0"}]}, "max(turnover; 0)"),
    ("Somma(expenses.amount)", {"op": "sum", "field": "expenses.amount"}, "somma(expenses.amount)"),
    ("conta(expenses.amount)", {"op": "count", "field": "expenses.amount"}, "conta(expenses.amount)"),
    (
        "giorni(founded; 31/12/2025)",
        {"op": "days", "of": [{"field": "founded"}, {"day": "2025-12-31"}]},
        "giorni(founded; 31/12/2025)",
    ),
]


@pytest.mark.parametrize(("text", "formula", "again"), WRITTEN)
def test_text_to_tree_and_back(text: str, formula: dict[str, Any], again: str) -> None:
    assert parse_formula(text, NAMES) == formula
    assert formula_text(formula) == again
    assert parse_formula(again, NAMES) == formula


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "non è finita"),
        ("turnover +", "non è finita"),
        ("(turnover", "non è finita"),
        ("(turnover ]", "]"),
        ("turnover turnover", "da qui: «turnover»"),
        ("strange", "strange"),
        ("1.5", "1.5"),
        ("31/2/2025", "31/2/2025"),
        ("somma(1)", "1)"),
        ("potenza(1)", "potenza"),
    ],
)
def test_what_is_no_formula_is_told(text: str, told: str) -> None:
    with pytest.raises(FormulaTextError) as refused:
        parse_formula(text, NAMES)
    assert told in str(refused.value)


def test_a_choice_has_no_text_and_negative_numbers_have() -> None:
    assert formula_text({"op": "when", "if": {}, "of": []}) == ""
    assert formula_text({"number": "-1234.5"}) == "-1.234,5"
