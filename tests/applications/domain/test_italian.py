from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.applications.domain.italian import (
    LARGEST_MONEY,
    parse_day,
    parse_money,
    parse_number,
    write_day,
    write_money,
    write_number,
    write_share,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("1234.50", "1234.50"),
        ("12.500,00 €", "12500.00"),
        ("€\u00a01 000", "1000"),
        ("-3", "-3"),
        ("7,", "7"),
        ("0,1", "0.1"),
        ("12,500.00", "12500.00"),
        ("€1,234,567", "1234567"),
        ("12,500", "12.500"),
        ("12,50.00", None),
        ("1.2.3", None),
        ("12,34,5", None),
        ("1.23,4", None),
        ("mille", None),
        ("", None),
        ("٣", None),
        ("9" * 30, None),
    ],
)
def test_numbers_as_people_write_them(text, number):
    assert parse_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("text", ["-1", "1,234", "x", str(LARGEST_MONEY + 1)])
def test_what_is_not_an_amount(text):
    assert parse_money(text) is None


@given(st.decimals(min_value=0, max_value=LARGEST_MONEY, places=2))
def test_a_written_amount_is_read_back(amount):
    assert parse_money(write_money(amount)) == amount


@given(st.decimals(min_value=Decimal(-(10**12)), max_value=Decimal(10**12), places=4))
def test_a_written_number_is_read_back(number):
    assert parse_number(write_number(number)) == number


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_written_day_is_read_back(day):
    assert parse_day(write_day(day)) == day
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "domani", "1/1/1800", "1/1/26"])
def test_days_that_do_not_exist(text):
    assert parse_day(text) is None


def test_other_ways_to_write_a_day():
    assert parse_day(" 1.2.2026 ") == parse_day("01-02-2026") == date(2026, 2, 1)


def test_shares():
    assert write_share(Decimal("0.30")) == "30%"
    assert write_share(Decimal("0.125")) == "12,5%"
