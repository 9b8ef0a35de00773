"""Scaled integers against fractions."""

from fractions import Fraction
from math import floor

from hypothesis import given
from hypothesis import strategies as st

from manifattura.kernel.scaled import half_up, hundredths_text, scaled


@given(st.integers(0, 10**14), st.integers(1, 10**9))
def test_half_up_is_exact(numerator: int, denominator: int) -> None:
    assert half_up(numerator, denominator) == floor(Fraction(numerator, denominator) + Fraction(1, 2))


def test_one_half_goes_upwards() -> None:
    assert [half_up(numerator, 10) for numerator in (0, 4, 5, 14, 15, 25)] == [0, 0, 1, 1, 2, 3]


@given(st.integers(0, 10**14))
def test_hundredths_are_written_and_read_back(value: int) -> None:
    assert scaled(hundredths_text(value), 2) == value


def test_scaled() -> None:
    assert scaled("7", 2) == 700
    assert scaled("0.5", 6) == 500_000
    assert hundredths_text(5) == "0.05"
