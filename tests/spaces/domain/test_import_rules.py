"""Tables of spaces: columns by meaning in any order and character set, each row with what is wrong with it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from manifattura.kernel.tables.by_hand import Spot, check_by_hand
from manifattura.kernel.tables.check import check_file
from manifattura.kernel.tables.read_file import UnreadableFileError, read_file
from manifattura.spaces.domain.import_rules import (
    compare_spaces,
    probable_space,
    space_identity,
    space_rules,
    street,
)
from tests.factories.tables import PLACES, TODAY, codes, csv_table, workbook

HEADS = [
    "Codice",
    "Indirizzo",
    "CAP",
    "Lat",
    "Lon",
    "Sup. mq",
    "Uso ammesso",
    "Tipo di proprietà",
    "Canone annuo €",
]
GOOD = ["S-1", "Via Bovisasca 10", "20157", "45,504", "9,160", "84,5", "misto", "privato", "€ 4.800,00"]


def check(content):
    return check_file(content, space_rules(PLACES, TODAY))


def with_cell(head, value, heads=HEADS, good=GOOD):
    row = list(good)
    row[heads.index(head)] = value
    return check(csv_table([heads, row]))


@pytest.mark.parametrize(
    ("separator", "charset"),
    [(";", "cp1252"), ("\t", "utf-16"), ("\t", "utf-16-le"), (",", "utf-8-sig"), ("|", "utf-8")],
)
def test_a_table_reads_the_same_however_it_was_saved(separator, charset):
    checked = check(csv_table([HEADS, GOOD], separator, charset))
    assert codes(checked, 2) == set()
    values = checked.rows[0].values
    assert values["net_m2"] == Decimal("84.5")
    assert values["base_rent"] == Decimal("4800.00")
    assert (values["latitude"], values["longitude"]) == (Decimal("45.504000"), Decimal("9.160000"))
    assert values["nil"] == 77


def test_other_words_a_row_of_units_and_both_coordinates_in_a_cell():
    heads = [
        "Id locale",
        "Ubicazione (via e n. civico)",
        "Posizione",
        "Superficie",
        "Altezza",
        "Canone",
        "Proprietà",
    ]
    units = ["", "", "gradi", "mq", "cm", "€/mese", ""]
    checked = check(
        csv_table(
            [heads, units, ["A 1", "Via Bovisasca 10", "45.504, 9.160", "1.250,50", "350", "400", "privata"]]
        )
    )
    values = checked.rows[0].values
    assert (checked.headings.first_row, checked.headings.last_row) == (1, 2)
    assert (values["net_m2"], values["clear_height_m"], values["base_rent"]) == (
        Decimal("1250.50"),
        Decimal("3.50"),
        Decimal(4800),
    )


@pytest.mark.parametrize("pair", ["(lat, lon)", "latitudine e longitudine", "lon; lat", "[lat/lng]"])
def test_a_row_of_units_may_say_that_a_cell_holds_both_coordinates(pair):
    heads = ["Codice", "Via", "Sup. netta", "Coordinate", "Canone annuo", "Proprietà", "Volume"]
    units = ["", "", "(mq)", pair, "(€/anno)", "", "(mc)"]
    place = "9.160, 45.504" if pair.startswith("lon") else "45.504, 9.160"
    row = ["S-1", "Via Bovisasca 10", "84,5", place, "4.800,00", "Comune", "300"]
    checked = check(csv_table([heads, units, row]))
    assert [(one.number, codes(checked, one.number)) for one in checked.rows] == [(3, set())]
    assert checked.rows[0].values["latitude"] == Decimal("45.504000")


def test_a_row_of_units_below_each_coordinate_hides_neither():
    heads = ["Dove", "", "", "Quanto", ""], ["Codice", "Indirizzo", "Latitudine", "Longitudine", "Superficie"]
    units = ["", "", "gradi decimali", "gradi decimali", "mq"]
    checked = check(csv_table([*heads, units, ["S-1", "Via Bovisasca 10", "45,504", "9,160", "84,5"]]))
    assert checked.headings.last_row == 3
    assert checked.labels["latitude"] == "Latitudine gradi decimali"
    assert checked.rows[0].values["latitude"] == Decimal("45.504000")


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Coordinate", "45,504, 9,160"),
        ("Coordinate", "45,504,9,160"),
        ("Coordinate GPS", "45.504 N, 9.160 E"),
        ("Coordinate (long, lat)", "9.160, 45.504"),
        ("X;Y", "9,160; 45,504"),
        ("Geometria", "POINT (9.160 45.504)"),
        ("geom", "SRID=4326;POINT Z (9.160 45.504)"),
        ("Geometry", '{"type":"Point","coordinates":[9.160,45.504]}'),
    ],
)
def test_a_position_in_one_cell(head, value):
    heads, row = ["Codice", "Indirizzo", "Mq", head], ["S-1", "Via Bovisasca 10", "84,5", value]
    checked = check(csv_table([heads, row]))
    assert codes(checked, 2) == set()
    values = checked.rows[0].values
    assert (values["latitude"], values["longitude"]) == (Decimal("45.504000"), Decimal("9.160000"))


@pytest.mark.parametrize(
    ("head", "value", "rent"),
    [
        ("Canone €/mq anno", "60", "5070.00"),
        ("Canone al mq (€)", "60,00 €/mq", "5070.00"),
        ("Canone €/mq mese", "5", "5070.00"),
        ("Canone richiesto mensile", "400", "4800"),
        ("Canone unitario", "", None),
    ],
)
def test_a_rent_by_the_metre_or_by_the_month_is_one_of_a_year(head, value, rent):
    heads, row = ["Codice", "Indirizzo", "Mq", head], ["S-1", "Via Bovisasca 10", "84,5", value]
    assert check(csv_table([heads, row])).rows[0].values["base_rent"] == (rent and Decimal(rent))


def test_an_address_in_several_cells():
    heads = ["Codice", "Tipo via", "Via", "Civico", "Barrato", "Mq"]
    checked = check(csv_table([
        heads,
        ["S-1", "Via", "Bovisasca", "10", "A", "84"],
        ["S-2", "Via", "Via Bovisasca", "10/A", "A", "84"],
        ["S-3", "Via", "", "10", "", "84"],
    ]))  # fmt: skip
    assert [row.values["address"] for row in checked.rows] == ["Via Bovisasca 10/A", "Via Bovisasca 10/A", ""]


def test_other_sheets_with_the_same_columns_are_named():
    other = [[*HEADS], ["S-2", *GOOD[1:]]]
    content = workbook(
        {"Municipio 1": [HEADS, GOOD], "Municipio 9": other, "Elenchi": [["Stato"], ["buono"]]}
    )
    checked = check(content)
    assert (checked.headings.sheet.name, checked.elsewhere) == ("Municipio 1", ("Municipio 9",))
    sheets = read_file(content)
    by_hand = check_by_hand(sheets, Spot(1, 1, 1), space_rules(PLACES, TODAY), {})
    assert by_hand.elsewhere == ("Municipio 1",)


def test_the_right_sheet_below_titles_and_groups_without_its_totals():
    rows = [
        ["CENSIMENTO", *[None] * 8],
        [],
        ["Chi", None, "Dove", *[None] * 6],
        HEADS,
        ["S-1", "Via Bovisasca 10", 20157, 45.504, 9.16, 84, "misto", "privato", 4800],
        ["S-2", "Via Bovisasca 12", "20157", None, None, "=6*7", "misto", "privato", 4800],
        [],
        ["TOTALE", None, None, None, None, "=SUM(F5:F6)"],
        ["Fonte: ufficio, elaborazione"],
    ]
    checked = check(workbook({"Elenchi": [["Uso ammesso", "Stato"], ["misto", "buono"]], "Dati": rows}))
    assert (checked.headings.sheet.name, checked.headings.last_row) == ("Dati", 4)
    assert [row.number for row in checked.rows] == [5, 6]
    assert dict(checked.ignored) == {8: "total", 9: "note"}
    assert codes(checked, 6) == {"error formula net_m2", "warning position_missing latitude"}


@pytest.mark.parametrize(
    ("head", "value", "fault"),
    [
        ("Codice", "", "error required code"),
        ("Sup. mq", "0", "error not_positive net_m2"),
        ("Sup. mq", "circa 80", "error number net_m2"),
        ("Sup. mq", "120 mq", "warning with_unit net_m2"),
        ("Sup. mq", "1,250.50", "warning english_number net_m2"),
        ("Sup. mq", "98000", "warning out_of_scale net_m2"),
        ("Canone annuo €", "1.200 €/mese", "error unit base_rent"),
        ("Uso ammesso", "", "warning expected permitted_use"),
        ("Uso ammesso", "misto?", "error choice_typo permitted_use"),
        ("Tipo di proprietà", "Comune di Mialno", "error choice_typo owner_kind"),
        ("Lat", "", "error position_half latitude"),
        ("Lat", "45.47.12", "error coordinate latitude"),
        ("Lat", "0", "error position_zero latitude"),
        ("Lat", "45459", "error position_whole latitude"),
        ("Lat", "41,9", "error position_elsewhere latitude"),
        ("Lat", "45,90", "error position_outside latitude"),
        ("CAP", "2O157", "error postal_code postal_code"),
        ("CAP", "20099", "error postal_code_elsewhere postal_code"),
        ("Indirizzo", "Via Roma 3 - Assago", "error elsewhere address"),
        ("Indirizzo", "Corso Como 5, Cologno Monzese (MI)", "error elsewhere address"),
        ("Indirizzo", "Via Bovisasca", "warning house_number address"),
    ],
)
def test_what_is_wrong_with_a_cell(head, value, fault):
    assert fault in codes(with_cell(head, value), 2)


def test_swapped_coordinates_are_turned_round():
    row = [*GOOD]
    row[3], row[4] = row[4], row[3]
    checked = check(csv_table([HEADS, row]))
    assert codes(checked, 2) == {"warning position_swapped latitude"}
    assert checked.rows[0].values["latitude"] == Decimal("45.504000")


def test_days_as_people_write_them():
    def day(value):
        checked = check(
            csv_table([["Codice", "Indirizzo", "Disponibile dal"], ["S", "Via Bovisasca 1", value]])
        )
        return checked.rows[0].values["available_from"], codes(checked, 2) - {
            "warning position_missing latitude"
        }

    assert day("31/12/2026") == (date(2026, 12, 31), set())
    assert day("46387") == (date(2026, 12, 31), set())
    assert day("2026-12-31T00:00:00") == (date(2026, 12, 31), set())
    assert day("31.12.26") == (date(2026, 12, 31), {"warning short_year available_from"})
    assert day("dicembre 2026") == (date(2026, 12, 1), {"warning month_only available_from"})
    assert day("nov-26") == (date(2026, 11, 1), {"warning month_only available_from"})
    assert day("12/2026") == (date(2026, 12, 1), {"warning month_only available_from"})
    assert day("2027") == (date(2027, 1, 1), {"warning year_only available_from"})
    assert day("da definire") == (None, {"warning undecided_day available_from"})
    assert day("31/02/2026")[1] == {"error impossible_day available_from"}
    assert day("12/31/2026")[1] == {"error american_day available_from"}
    assert day("presto")[1] == {"error day available_from"}


def test_the_same_space_again():
    other = ["S-9", "V. Bovisasca, n. 10", *GOOD[2:]]
    checked = check(csv_table([HEADS, GOOD, GOOD, ["s 1", *GOOD[1:5], "99", *GOOD[6:]], other]))
    assert codes(checked, 3) == {"warning repeated code"}
    assert codes(checked, 4) == {"error repeated_differs code"}
    assert codes(checked, 5) == {"warning probable_duplicate address"}
    assert checked.importable == 3
    assert [row.repeats for row in checked.rows] == [False, True, False, False]


def test_a_gross_surface_below_the_net_one():
    rows = [
        ["Codice", "Indirizzo", "Superficie netta", "Superficie lorda"],
        ["S", "Via Bovisasca 1", "80", "60"],
    ]
    assert "warning gross_below_net gross_m2" in codes(check(csv_table(rows)), 2)


def test_what_makes_two_rows_one():
    assert space_identity({"code": "sq-0220"}) == space_identity({"code": "SQ 0220"}) == "sq0220"
    assert space_identity({}) == ""
    assert street("P.zza Duomo, n. 1") == "piazza duomo 1"
    assert probable_space({"address": "Via A 1"}) == ""
    one = {"address": "Via A 1", "name": "Uno"}
    assert compare_spaces(one, {**one, "name": "Due"}) == "alike"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"  ", "empty"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0old", "old_excel"),
        (b"PK\x03\x04nothing", "broken"),
        (b"parole senza colonne", "one_column"),
        (b"Titolo;Autore\nA;B\n", "headings"),
        (b"Codice;CAP;Municipio\nA;20157;9\n", "headings"),
    ],
)
def test_files_that_are_no_such_table(content, reason):
    with pytest.raises(UnreadableFileError) as refusal:
        check(content)
    assert refusal.value.reason == reason


def test_dates_of_a_spreadsheet_and_words_that_were_spoilt():
    rows = [
        ["Codice", "Indirizzo", "Quartiere", "Disponibile dal", "Note"],
        ["S", "Via Bovisasca 1", "CittÃ\xa0 Studi", datetime(2026, 12, 31), "@SUM(A1)"],
    ]
    checked = check(workbook({"Foglio1": rows}))
    assert checked.rows[0].values["available_from"] == date(2026, 12, 31)
    assert {"warning mojibake nil_name", "warning formula_text notes"} <= codes(checked, 2)
