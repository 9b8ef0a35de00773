"""What the builder's own fields take and how they refuse, beside the field and in words."""

from decimal import Decimal

import pytest
from django import forms
from django.utils import translation

from manifattura.calls.web.office.fields import CodeField, KeyField, PercentField, PointsField, WholeField
from manifattura.calls.web.office.method_forms import BandRowForm, LevelRow, NodeRow, OptionRow
from manifattura.ui.forms import MoneyField


def told(field, value):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


def test_codes_of_the_grid_have_dots_and_those_of_questions_do_not():
    assert [CodeField().clean(code) for code in ("6.5", "A.1", "6.6.2.a-1")] == ["6.5", "A.1", "6.6.2.a-1"]
    assert told(CodeField(), "6 5") == [
        "Usa lettere, numeri, punti e trattini, senza spazi: per esempio 6.6.2.a."
    ]
    assert told(KeyField(), "6.5") == ["Usa lettere, numeri, trattini: per esempio A1."]


def test_points_have_three_decimals_in_both_languages():
    points = PointsField(max_value=Decimal(100))
    assert points.clean("0,125") == Decimal("0.125")
    assert [points.widget.format_value(Decimal(one)) for one in ("25.000", "7.50", "0.125")] == [
        "25",
        "7,5",
        "0,125",
    ]
    with translation.override("en"):
        assert points.clean("12.345") == Decimal("12.345")
    assert told(points, "0,1234") == ["Troppe cifre dopo la virgola: al massimo 3."]
    assert told(points, "101") == ["Scrivi un numero fino a 100."]


def test_limits_are_told_as_numbers_are_written_here():
    assert told(MoneyField(min_value=Decimal("0.01")), "0") == ["Scrivi un importo da 0,01 euro in su."]
    assert told(MoneyField(), "12,345") == ["Troppe cifre dopo la virgola: al massimo 2."]
    assert told(MoneyField(), "9" * 15) == ["L’importo è troppo lungo: controlla le cifre."]
    assert told(WholeField(min_value=1), "0") == ["Scrivi un numero da 1 in su."]
    assert told(WholeField(), "1,5") == ["Scrivi un numero intero, senza virgola."]
    assert told(PercentField(), "120") == ["Scrivi un numero fino a 100."]


@pytest.mark.parametrize(
    ("row", "written", "at"),
    [
        (BandRowForm, {"low": "50"}, "points"),
        (NodeRow, {"at": "1/1/2025"}, "points"),
        (OptionRow, {"label": "alta"}, "points"),
        (LevelRow, {"label": "alta"}, "coefficient"),
    ],
)
def test_a_row_that_was_begun_is_never_left_out_in_silence(row, written, at):
    begun, blank = row(written), row({})
    assert list(begun.errors) == [at]
    assert blank.is_valid()
    wrong = row({**written, at: "molti"})
    assert wrong.errors[at] == ["Scrivi un numero, per esempio 12,5."]


@pytest.mark.parametrize(("row", "at"), [(NodeRow, "at"), (OptionRow, "label")])
def test_points_say_what_they_are_for(row, at):
    assert list(row({"points": "5"}).errors) == [at]


def test_a_choice_of_the_question_needs_no_points():
    assert OptionRow({"key": "tardi", "label": "Tardi"}).is_valid()
