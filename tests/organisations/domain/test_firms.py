"""Rules of organisations: numbers, sizes, kinds, codes, steps of a mandate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.it import codicefiscale

from manifattura.organisations.domain.ateco_codes import matches_prefix
from manifattura.organisations.domain.fiscal_numbers import (
    FiscalNumberError,
    clean_fiscal_code,
    clean_vat_number,
)
from manifattura.organisations.domain.kinds import (
    LegalForm,
    MandateState,
    ParticipantKind,
    SizeClass,
)
from manifattura.organisations.domain.kinds_rules import (
    LEGAL_FORMS,
    fits_legal_form,
    needs_fiscal_code,
    needs_vat_number,
)
from manifattura.organisations.domain.mandates import may_become
from manifattura.organisations.domain.size import Threshold, size_class

FIRM, SELF, NON_PROFIT = ParticipantKind.FIRM, ParticipantKind.SELF_EMPLOYED, ParticipantKind.NON_PROFIT
PERSON = "RSSMRA80A01F205X"
BODY = "00743110157"
OMOCODIA = "RSSMRA80A01F20R" + codicefiscale.calc_check_digit("RSSMRA80A01F20R")
DIGITS = st.integers(min_value=1, max_value=9_999_999).map(lambda number: f"{number:07d}015")


@pytest.mark.parametrize(
    ("text", "kind", "form", "code"),
    [
        (BODY, FIRM, LegalForm.SRL, BODY),
        (" 0074311 0157 ", FIRM, LegalForm.SRL, BODY),
        (PERSON.lower(), FIRM, LegalForm.SOLE_TRADER, PERSON),
        (PERSON, SELF, None, PERSON),
        (OMOCODIA, SELF, None, OMOCODIA),
        (BODY, NON_PROFIT, LegalForm.ASSOCIATION, BODY),
        (BODY, NON_PROFIT, None, BODY),
    ],
)
def test_right_codes(text, kind, form, code):
    assert clean_fiscal_code(text, kind=kind, legal_form=form) == code


@pytest.mark.parametrize(
    ("text", "kind", "form", "reason"),
    [
        ("  ", FIRM, LegalForm.SRL, "empty"),
        ("123", FIRM, LegalForm.SRL, "length"),
        ("00743110158", FIRM, LegalForm.SRL, "check"),
        ("0074311015A", FIRM, LegalForm.SRL, "check"),
        (PERSON, FIRM, LegalForm.SRL, "body"),
        (PERSON, NON_PROFIT, LegalForm.FOUNDATION, "body"),
        (BODY, FIRM, LegalForm.SOLE_TRADER, "person"),
        (BODY, SELF, None, "person"),
        ("RSSMRA80A01F205Y", SELF, None, "check"),
    ],
)
def test_wrong_codes_say_why(text, kind, form, reason):
    with pytest.raises(FiscalNumberError) as refusal:
        clean_fiscal_code(text, kind=kind, legal_form=form)
    assert refusal.value.reason == reason


@given(DIGITS)
def test_any_number_with_its_check_digit_passes_and_with_another_does_not(body):
    right = luhn.calc_check_digit(body)
    assert clean_vat_number(f"IT {body}{right}") == body + right
    wrong = str((int(right) + 1) % 10)
    with pytest.raises(FiscalNumberError):
        clean_vat_number(body + wrong)


@pytest.mark.parametrize(("text", "reason"), [("", "empty"), ("12", "length"), ("00000000000", "check")])
def test_wrong_vat_numbers_say_why(text, reason):
    with pytest.raises(FiscalNumberError) as refusal:
        clean_vat_number(text)
    assert refusal.value.reason == reason


def test_what_each_kind_needs():
    assert [needs_fiscal_code(kind) for kind in ParticipantKind] == [True, True, True, False, False]
    assert [needs_vat_number(kind) for kind in ParticipantKind] == [True, True, False, False, False]
    assert set(LEGAL_FORMS) == set(ParticipantKind)
    assert fits_legal_form(FIRM, "srl")
    assert not fits_legal_form(FIRM, "")
    assert not fits_legal_form(FIRM, "association")
    assert fits_legal_form(SELF, "")
    assert not fits_legal_form(SELF, "srl")


MILLION = Decimal(1_000_000)
RULES = (
    Threshold(SizeClass.MEDIUM, 250, 50 * MILLION, 43 * MILLION),
    Threshold(SizeClass.MICRO, 10, 2 * MILLION, 2 * MILLION),
    Threshold(SizeClass.SMALL, 50, 10 * MILLION, 10 * MILLION),
)


@pytest.mark.parametrize(
    ("people", "turnover", "balance", "size"),
    [
        (9, 2, None, SizeClass.MICRO),
        (10, 2, None, SizeClass.SMALL),
        (9, 3, None, SizeClass.SMALL),
        (9, 3, 2, SizeClass.MICRO),
        (9, None, 2, SizeClass.MICRO),
        (49, 60, 10, SizeClass.SMALL),
        (249, 50, 99, SizeClass.MEDIUM),
        (249, 51, 44, SizeClass.LARGE),
        (250, 1, 1, SizeClass.LARGE),
        (None, 1, 1, None),
        (5, None, None, None),
    ],
)
def test_size_follows_the_recommendation(people, turnover, balance, size):
    found = size_class(
        people=people,
        turnover=None if turnover is None else turnover * MILLION,
        balance_total=None if balance is None else balance * MILLION,
        thresholds=RULES,
    )
    assert found == size


@pytest.mark.parametrize(
    ("code", "prefixes", "under"),
    [
        ("31.00.11", ["C"], True),
        ("31.00.11", ["c"], True),
        ("31.00.11", ["31"], True),
        ("31.00.11", ["3"], True),
        ("74.11.10", ["74.1", "62"], True),
        ("74.11.10", ["74.2"], False),
        ("74.11.10", ["C"], False),
        ("74.11.10", [], False),
        ("74.11.10", [""], False),
        ("99.99", ["U"], False),
    ],
)
def test_prefixes_of_calls(code, prefixes, under):
    assert matches_prefix(code, prefixes, {"31": "C", "74": "N"}) is under


def test_steps_of_a_mandate():
    assert may_become(MandateState.PENDING, MandateState.ACTIVE)
    assert may_become(MandateState.ACTIVE, MandateState.REVOKED)
    assert not may_become(MandateState.ACTIVE, MandateState.REFUSED)
    assert not any(may_become(MandateState.REVOKED, state) for state in MandateState)
    assert not any(may_become(MandateState.REFUSED, state) for state in MandateState)
