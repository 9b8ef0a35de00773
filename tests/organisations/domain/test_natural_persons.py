"""Firms whose name is the name of a person."""

import pytest

from manifattura.organisations.domain.natural_persons import is_natural_person


@pytest.mark.parametrize(
    ("kind", "legal_form", "expected"),
    [
        ("firm", "srl", False),
        ("firm", "sole_trader", True),
        ("self_employed", "", True),
        ("firm_to_be", "", True),
        ("grouping", "", False),
        ("non_profit", "association", False),
    ],
)
def test_who_is_a_person(kind, legal_form, expected):
    assert is_natural_person(kind, legal_form) is expected
