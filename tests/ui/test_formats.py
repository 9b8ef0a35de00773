"""Dates, amounts and codes as people read them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from manifattura.ui import formats
from manifattura.ui.forms import MoneyField, NumberField, parse_number
from manifattura.ui.templatetags import ui_filters

MOMENT = datetime(2026, 12, 1, 11, 0, 3, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("", "1º dicembre 2026"),
        ("long", "martedì 1º dicembre 2026"),
        ("short", "1º dic 2026"),
        ("hour", "martedì 1º dicembre 2026, ore 12:00"),
        ("seconds", "martedì 1º dicembre 2026 alle 12:00:03"),
        ("time", "12:00"),
        ("iso", "2026-12-01T12:00:03+01:00"),
    ],
)
def test_italian_dates_in_rome_time(style, expected):
    with translation.override("it"):
        assert plain(formats.date_text(MOMENT, style)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Atto n. 3 del 8 novembre 2026.", "Atto n. 3 dell’8 novembre 2026."),
        ("dal 11 novembre 2026 al 8 dicembre 2026", "dall’11 novembre 2026 all’8 dicembre 2026"),
        ("Il 8 gen 2027 e il 11 gen 2027", "L’8 gen 2027 e l’11 gen 2027"),
        ("nel 8 maggio, sul 11 maggio, Al 8 maggio", "nell’8 maggio, sull’11 maggio, All’8 maggio"),
        ("del 18 novembre, del 1 maggio, del 80 gennaio", "del 18 novembre, del 1 maggio, del 80 gennaio"),
        ("il sabato 8 maggio; del 8%; dal 8 al 11", "il sabato 8 maggio; del 8%; dal 8 al 11"),
        ("of 8 November 2026", "of 8 November 2026"),
    ],
)
def test_articles_before_a_vowel(text, expected):
    assert formats.elided(text) == expected
    assert plain(formats.elided(text.replace(" ", formats.NBSP))) == expected
    template = "{% load ui %}{% filter elided %}{{ text }} &amp; così{% endfilter %}"
    shown = Template(template).render(Context({"text": f"<b>{text}"}))
    assert shown == f"&lt;b&gt;{expected} &amp; così"


def test_english_dates():
    with translation.override("en"):
        assert plain(formats.date_text(MOMENT, "hour")) == "Tuesday 1 December 2026, at 12:00"
        assert plain(formats.date_text(date(2026, 1, 9), "short")) == "9 Jan 2026"


def test_empty_values_are_a_dash_never_zero():
    assert formats.date_text(None) == formats.EMPTY
    assert formats.money_text(None) == formats.EMPTY
    assert formats.points_text("") == formats.EMPTY
    assert formats.percent_text(None) == formats.EMPTY


@pytest.mark.parametrize(
    ("amount", "style", "expected"),
    [
        (Decimal("1234.5"), "", "1.234,50 €"),
        ("1234.50", "", "1.234,50 €"),
        (Decimal(750000), "round", "750.000 €"),
        (Decimal("750000.10"), "round", "750.000,10 €"),
        (0, "", "0,00 €"),
        (Decimal("-3.005"), "", "-3,01 €"),
    ],
)
def test_money(amount, style, expected):
    with translation.override("it"):
        assert plain(formats.money_text(amount, style)) == expected


def test_money_in_english():
    with translation.override("en"):
        assert formats.money_text(Decimal("1234.5")) == "€1,234.50"


def test_percent_points_and_sizes():
    with translation.override("it"):
        assert formats.percent_text(Decimal("0.75")) == "75%"
        assert formats.percent_text("0.125") == "12,5%"
        assert formats.points_text(Decimal("63.25")) == "63,25"
        assert plain(formats.file_size_text(4_600_000)) == "4,6 MB"
        assert plain(formats.file_size_text(412_000)) == "412 kB"


def test_registration_number():
    assert formats.registration_text(412, 2026) == "0000412/2026"
    assert formats.registration_text("0000412/2026") == "0000412/2026"
    assert 'class="mm-mono' in ui_filters.registration(412, 2026)


def test_days_left_is_never_negative():
    assert ui_filters.days_left(datetime(2020, 1, 1, tzinfo=UTC)) == 0
    assert ui_filters.days_left(None) == 0


@pytest.mark.parametrize(
    ("now", "deadline", "days"),
    [
        # noon in Rome before and after the clocks go forward (28 March 2027: 23 hours) and back (25 October 2026: 25)
        ((2027, 3, 27, 11), (2027, 3, 28, 10), 1),
        ((2027, 3, 14, 11), (2027, 3, 28, 10), 14),
        ((2026, 10, 24, 10), (2026, 10, 25, 11), 1),
        ((2026, 10, 24, 10, 0, 1), (2026, 10, 25, 11), 0),
    ],
)
def test_a_day_is_a_day_also_when_the_clocks_change(time_machine, now, deadline, days):
    time_machine.move_to(datetime(*now, tzinfo=UTC), tick=False)
    assert ui_filters.days_left(datetime(*deadline, tzinfo=UTC)) == days


def test_time_element_carries_the_offset():
    with translation.override("it"):
        assert ui_filters.when(MOMENT).startswith('<time datetime="2026-12-01T12:00:03+01:00">')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1234,5", "1234.5"),
        ("1.234,50", "1234.50"),
        ("1.234", "1234"),
        ("1234.50", "1234.50"),
        ("12.5", "12.5"),
        ("12,500.00", "12500.00"),
        ("€1,234,567.5", "1234567.5"),
        ("12,500", "12.5"),
        (" 1 234,50 € ", "1234.50"),
        ("-3,2", "-3.2"),
    ],
)
def test_numbers_as_people_write_them(text, expected):
    assert parse_number(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "1.2345,00", "1e5", "NaN", "12..5"])
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match=r".*"):
        parse_number(text)


def test_money_field_refuses_a_third_decimal_and_negatives():
    field = MoneyField()
    assert field.clean("1.234,50") == Decimal("1234.50")
    for wrong in ("1,234", "-1", "x"):
        with pytest.raises(Exception, match=r".+"):
            field.clean(wrong)


def test_a_plain_number_stays_plain():
    """Ids of a thousand and more stand in attributes."""
    from django.template import Context, Template

    assert Template('<input value="{{ pk }}">').render(Context({"pk": 1234})) == '<input value="1234">'


def test_a_difference_has_its_sign_and_nothing_has_none():
    with translation.override("it"):
        assert [
            ui_filters.signed_points(Decimal(one)) for one in ("0.2", "-0.3", "0", "-0.001", "0.004")
        ] == [
            "+0,20",
            "−0,30",
            "0,00",
            "0,00",
            "0,00",
        ]
    assert ui_filters.signed_points("") == formats.EMPTY


class Numbers(forms.Form):
    number = NumberField()
    money = MoneyField()


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("typed", ["1.500", "1500", "1,500", "10.000", "1.234,5", "zz", "12.345"])
def test_what_was_typed_is_shown_again_as_it_is(language, typed):
    with translation.override(language):
        form = Numbers({"number": typed, "money": typed})
        form.is_valid()
        assert form.as_p().count(f'value="{typed}"') == 2


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize(
    "number", ["0", "7", "999", "1500", "12345678", "1.5", "1234.5", "1234567.89", "-1500"]
)
def test_what_a_field_shows_is_read_back_the_same(language, number):
    with translation.override(language):
        form = Numbers(initial={"number": Decimal(number), "money": Decimal(number)})
        typed = {"number": "1,500", "money": "12,500"}
        wanted = (1500, 12500) if language == "en" else (Decimal("1.5"), Decimal("12.5"))
        assert (parse_number(typed["number"]), parse_number(typed["money"])) == wanted
        for name in ("number", "money"):
            shown = re.search(r'value="([^"]*)"', str(form[name])).group(1)
            assert parse_number(shown) == Decimal(number), shown
