"""Tables of firms: numbers with their check digits, activities with their edition, the same firm twice."""

import pytest

from manifattura.kernel.tables.check import check_file
from manifattura.organisations.domain.fiscal_numbers import FiscalNumberError, checked_number
from manifattura.organisations.domain.import_rules import (
    compare_organisations,
    organisation_rules,
    probable_organisation,
)
from tests.factories.organisations import sample_vat
from tests.factories.tables import PLACES, TODAY, codes, csv_table

HEADS = [
    "Ragione sociale",
    "Forma",
    "P.IVA",
    "C.F.",
    "ATECO 2007",
    "Anno di inizio",
    "Email",
    "Tel.",
    "Addetti",
    "Stato",
]
VAT = sample_vat(500)
GOOD = [
    "Impresa campione A",
    "SRL",
    f"IT{VAT}",
    VAT,
    "561011",
    "1963",
    "a@example.org",
    "02 123456",
    "12",
    "attiva",
]


def check(*rows, heads=HEADS):
    rules = organisation_rules(PLACES, TODAY, lambda code, edition: code in {"56.10.11", "56.10", "14.13.20"})
    return check_file(csv_table([heads, *rows]), rules)


def test_a_row_in_order():
    checked = check(GOOD)
    assert codes(checked, 2) == set()
    values = checked.rows[0].values
    assert (values["vat_number"], values["legal_form"], values["ateco"]) == (VAT, "srl", ("56.10.11", "2007"))


@pytest.mark.parametrize(
    ("head", "value", "fault"),
    [
        ("P.IVA", "", "error required vat_number"),
        ("P.IVA", "9,99E+10", "error vat_scientific vat_number"),
        ("P.IVA", "RSSMRA80A01F205X", "error vat_is_person vat_number"),
        ("P.IVA", "DE999009801", "warning vat_foreign vat_number"),
        ("P.IVA", "123", "error vat_length vat_number"),
        ("P.IVA", "00000000000", "error vat_zeros vat_number"),
        ("P.IVA", "12345678901", "error vat_check vat_number"),
        ("C.F.", "RSSMRA80A01F205A", "error fiscal_check fiscal_code"),
        ("C.F.", "RSSM", "error fiscal_length fiscal_code"),
        ("ATECO 2007", "Ristorazione", "error ateco ateco"),
        ("ATECO 2007", "99.99.99", "error ateco_unknown ateco"),
        ("ATECO 2007", "56.10", "warning ateco_coarse ateco"),
        ("ATECO 2007", "ATECO 2025: 56.10", "warning ateco_edition ateco"),
        ("Anno di inizio", "'900", "error year start_year"),
        ("Anno di inizio", "2099", "error future_year start_year"),
        ("Email", "info(at)example.org", "error email email"),
        ("Email", "a@example.org; b@example.org", "warning several email"),
        ("Tel.", "3.4923E+09", "warning phone_number phone"),
        ("Addetti", "1-9", "warning range employees"),
        ("Addetti", "-2", "error negative employees"),
        ("Addetti", "dodici", "error number employees"),
        ("Stato", "in liquidazione", "warning choice state"),
    ],
)
def test_what_is_wrong_with_a_cell(head, value, fault):
    row = list(GOOD)
    row[HEADS.index(head)] = value
    assert fault in codes(check(row), 2)


def test_cells_that_may_be_empty():
    assert codes(check([*GOOD[:3], "", "", "", "", "", "", ""]), 2) == set()
    assert (
        codes(
            check([*GOOD[:3], VAT, "561011", "", "", "", "", ""], heads=[*HEADS[:4], "ATECO", *HEADS[5:]]), 2
        )
        == set()
    )


def test_the_same_firm_again():
    alike = ["IMPRESA CAMPIONE A S.R.L.", *GOOD[1:]]
    checked = check(GOOD, GOOD, alike, ["Bottega B", *GOOD[1:]])
    assert codes(checked, 3) == {"warning repeated vat_number"}
    assert codes(checked, 4) == {"warning repeated_alike vat_number"}
    assert codes(checked, 5) == {"error repeated_differs vat_number"}
    assert compare_organisations({"name": ""}, {"name": "A"}) == "different"
    assert probable_organisation({"name": "Oxford S.r.l.", "address": "Via A 1"}) == "oxford|via a 1"
    assert probable_organisation({"name": "Oxford"}) == ""


def test_a_seat_elsewhere_is_a_warning():
    heads = ["Denominazione", "Partita IVA", "Indirizzo", "CAP"]
    assert codes(check(["Bottega", VAT, "Via Veneto 12", "00187"], heads=heads), 2) == {
        "warning postal_code_elsewhere postal_code",
        "warning position_missing latitude",
    }


@pytest.mark.parametrize("text", ["", "123", "12345678901234"])
def test_a_number_of_another_length_is_no_fiscal_number(text):
    with pytest.raises(FiscalNumberError) as refused:
        checked_number(text)
    assert refused.value.args == ("length",)
