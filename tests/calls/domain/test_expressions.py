"""Conditions: what holds, what is not comparable, what is refused before publication."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.expressions import (
    DEEPEST,
    InvalidExpressionError,
    evaluate,
    fields_of,
    problems_of,
    validate_expression,
    values_at,
)

CONTEXT = {
    "yes": True,
    "no": False,
    "months": "12.50",
    "choice": "uno",
    "choices": ["uno", "due"],
    "day": "2026-11-30",
    "empty": "",
    "seat": {"municipio": 8, "nil": 77},
    "expenses": [{"amount": "10.00"}, {"amount": "20.00"}],
    "applicant": {"size_class": "micro", "seats": [{"municipio": 1}, {"municipio": 3}], "ateco": []},
}


@pytest.mark.parametrize(
    ("op", "field", "value", "holds"),
    [
        ("eq", "yes", True, True),
        ("eq", "no", False, True),
        ("eq", "yes", 1, False),
        ("eq", "months", "12.5", True),
        ("eq", "months", Decimal("12.5"), True),
        ("eq", "months", 12, False),
        ("eq", "choice", "uno", True),
        ("eq", "choices", "due", True),
        ("eq", "seat.municipio", 8, True),
        ("eq", "seat.municipio", "8", True),
        ("eq", "applicant.seats.municipio", 3, True),
        ("eq", "seat.altro", 8, False),
        ("eq", "choice.altro", 8, False),
        ("eq", "missing", "x", False),
        ("eq", "empty", "", False),
        ("ne", "choice", "due", True),
        ("ne", "choices", "due", False),
        ("ne", "missing", "x", False),
        ("in", "choice", ["uno", "tre"], True),
        ("in", "choice", ["tre"], False),
        ("not_in", "choice", ["tre"], True),
        ("not_in", "missing", ["tre"], False),
        ("gt", "months", 12, True),
        ("gt", "months", "12.50", False),
        ("gte", "months", "12.50", True),
        ("lt", "months", 13, True),
        ("lte", "months", 12, False),
        ("gt", "expenses.amount", "15", True),
        ("gte", "day", "2026-11-30", True),
        ("lt", "day", "2026-11-30", False),
        ("gt", "day", "5", False),
        ("gt", "yes", 0, False),
        ("gt", "choice", "a", False),
        ("answered", "yes", None, True),
        ("answered", "no", None, True),
        ("answered", "empty", None, False),
        ("answered", "applicant.ateco", None, False),
        ("answered", "missing", None, False),
    ],
)
def test_comparisons(op, field, value, holds):
    assert evaluate({"op": op, "field": field, "value": value}, CONTEXT) is holds


YES, NO = {"op": "eq", "field": "yes", "value": True}, {"op": "eq", "field": "no", "value": True}


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        (None, True),
        ({"op": "all", "of": [YES, YES]}, True),
        ({"op": "all", "of": [YES, NO]}, False),
        ({"op": "any", "of": [NO, YES]}, True),
        ({"op": "any", "of": [NO, NO]}, False),
        ({"op": "not", "of": NO}, True),
        ({"op": "not", "of": {"op": "ne", "field": "missing", "value": "x"}}, True),
    ],
)
def test_combinations(expression, holds):
    assert evaluate(expression, CONTEXT) is holds


def test_an_unknown_operator_is_no_condition():
    with pytest.raises(InvalidExpressionError):
        evaluate({"op": "perhaps", "field": "yes"}, CONTEXT)


def test_lists_on_the_way():
    assert values_at(CONTEXT, "applicant.seats.municipio") == [1, 3]


KNOWN = {"yes", "months", "choice"}


def nested(depth):
    return YES if depth == 0 else {"op": "not", "of": nested(depth - 1)}


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        (YES, ""),
        ({"op": "answered", "field": "yes"}, ""),
        ({"op": "in", "field": "choice", "value": ["a", 1]}, ""),
        ({"op": "gt", "field": "months", "value": "2026-01-01"}, ""),
        ({"op": "gt", "field": "months", "value": 3}, ""),
        ({"op": "eq", "field": "applicant.size_class", "value": "micro"}, ""),
        ({"op": "all", "of": [YES, YES]}, ""),
        (nested(DEEPEST - 1), ""),
        (nested(DEEPEST), "annidata"),
        ("yes", "non si legge"),
        ({}, "non si legge"),
        ({"op": "eq"}, "non si legge"),
        ({"op": "perhaps", "field": "yes", "value": 1}, "non si legge"),
        ({"op": "not", "of": [YES]}, "non si legge"),
        ({"op": "any", "of": []}, "vuoto"),
        ({"op": "all", "of": YES}, "vuoto"),
        ({"op": "eq", "field": "altro", "value": 1}, "non esiste: altro"),
        ({"op": "eq", "field": "applicant", "value": 1}, "non esiste"),
        ({"op": "eq", "field": "yes"}, "non ha un valore"),
        ({"op": "eq", "field": "choice", "value": ""}, "non ha un valore"),
        ({"op": "in", "field": "choice", "value": []}, "non ha un valore"),
        ({"op": "in", "field": "choice", "value": "uno"}, "non ha un valore"),
        ({"op": "in", "field": "choice", "value": [{}]}, "non ha un valore"),
        ({"op": "gt", "field": "months", "value": "molti"}, "numero o una data"),
        ({"op": "gt", "field": "months", "value": True}, "numero o una data"),
    ],
)
def test_what_is_refused(expression, says):
    found = validate_expression(expression, KNOWN)
    assert (found == []) if not says else (len(found) == 1 and says in found[0])


def test_the_answers_that_a_condition_reads():
    expression = {
        "op": "all",
        "of": [
            {"op": "not", "of": {"op": "eq", "field": "seat.nil", "value": 1}},
            {"op": "eq", "field": "applicant.kind", "value": "firm"},
            YES,
        ],
    }
    assert fields_of(expression) == {"seat", "yes"}


PLAIN = st.one_of(st.booleans(), st.integers(-999, 999), st.text("abc", min_size=1, max_size=3))
LEAF = st.one_of(
    st.fixed_dictionaries(
        {"op": st.sampled_from(["eq", "ne"]), "field": st.sampled_from(sorted(KNOWN)), "value": PLAIN}
    ),
    st.fixed_dictionaries(
        {
            "op": st.sampled_from(["in", "not_in"]),
            "field": st.sampled_from(sorted(KNOWN)),
            "value": st.lists(PLAIN, min_size=1, max_size=3),
        }
    ),
    st.fixed_dictionaries(
        {
            "op": st.sampled_from(["gt", "gte", "lt", "lte"]),
            "field": st.sampled_from(sorted(KNOWN)),
            "value": st.integers(-99, 99),
        }
    ),
)
TREE = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"op": st.just("not"), "of": inner}),
        st.fixed_dictionaries(
            {"op": st.sampled_from(["all", "any"]), "of": st.lists(inner, min_size=1, max_size=3)}
        ),
    ),
    max_leaves=6,
)
ANSWERS = st.dictionaries(st.sampled_from(sorted(KNOWN)), st.one_of(PLAIN, st.lists(PLAIN, max_size=3)))


@given(TREE, ANSWERS)
def test_a_valid_condition_always_has_an_answer(expression, answers):
    if problems_of(expression, KNOWN):
        return
    holds = evaluate(expression, answers)
    assert isinstance(holds, bool)
    assert evaluate({"op": "not", "of": expression}, answers) is not holds
    assert evaluate({"op": "all", "of": [expression]}, answers) is holds
    assert fields_of(expression) <= KNOWN


@given(TREE)
def test_only_the_fields_it_reads_matter(expression):
    assert evaluate(expression, {"other": True}) == evaluate(expression, {})
