"""Conditions in words: what the chooser offers, stores and reads back."""

import pytest

from manifattura.calls.domain.edition import FieldType
from manifattura.calls.domain.expressions import problems_of
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.queries.conditions import (
    Row,
    condition_choices,
    condition_text,
    expression_of,
    rows_of,
    wants_value,
)

F1 = TEMPLATES["f1"].edition
MUNICIPI = [(1, "Municipio 1"), (8, "Municipio 8")]
CHOICES = condition_choices(F1, MUNICIPI)
KEYS = {item.key for section in F1.form for item in section.fields}


@pytest.mark.parametrize("choice", [value for _label, options in CHOICES for value, _words in options])
def test_every_choice_is_a_good_condition_and_reads_back(choice):
    written = "3" if wants_value(choice) else ""
    expression = expression_of("all", [Row(choice, written)])
    assert problems_of(expression, KEYS) == ()
    assert rows_of(expression, CHOICES) == ("all", [Row(choice, written)])
    assert condition_text(expression, F1, MUNICIPI)


def test_nothing_chosen():
    assert expression_of("all", []) is None
    assert rows_of(None, CHOICES) == ("all", [])
    assert condition_text(None, F1, MUNICIPI) == ""


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ({"op": "in", "field": "applicant.kind", "value": ["firm", "grouping"]}, "Chi fa domanda: Impresa oppure Chi fa domanda: Raggruppamento"),
        ({"op": "not_in", "field": "applicant.kind", "value": ["firm"]}, "Chi fa domanda non è: Impresa"),
        ({"op": "ne", "field": "applicant.size_class", "value": "micro"}, "non: Dimensione: Micro"),
        ({"op": "not", "of": {"op": "eq", "field": "applicant.kind", "value": "firm"}}, "non: Chi fa domanda: Impresa"),
        ({"op": "eq", "field": "nowhere", "value": "x"}, "nowhere eq x"),
    ],
)  # fmt: skip
def test_in_words(expression, text):
    assert condition_text(expression, F1, MUNICIPI) == text


def test_one_of_these_becomes_lines():
    lines = rows_of({"op": "in", "field": "applicant.kind", "value": ["firm", "grouping"]}, CHOICES)
    assert lines is not None
    assert lines[0] == "any"
    assert len(lines[1]) == 2


@pytest.mark.parametrize(
    "expression",
    [
        {"op": "not", "of": {"op": "answered", "field": "project_title"}},
        {"op": "eq", "field": "nowhere", "value": True},
        {"op": "all", "of": [{"op": "answered", "field": "project_title"}] * 4},
        {"op": "all", "of": [{"op": "any", "of": []}]},
    ],
)
def test_more_than_the_chooser_can_say(expression):
    assert rows_of(expression, CHOICES) is None


def test_only_earlier_questions():
    first = F1.form[0].fields[0]
    assert [label for label, _options in condition_choices(F1, MUNICIPI, before=first.key)] == ["L’impresa"]
    second = F1.form[0].fields[1]
    assert condition_choices(F1, MUNICIPI, before=second.key)[0][0] == first.label
    assert {item.type for section in F1.form for item in section.fields} >= {FieldType.SEAT, FieldType.DATE}
