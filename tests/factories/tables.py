"""Tables as an office writes them, for the tests of the imports."""

import csv
import io
from datetime import date

from openpyxl import Workbook

from manifattura.territory.domain.places import Centre, Places

TODAY = date(2026, 11, 25)

PLACES = Places(
    city="Milano",
    nils=(
        Centre(1, "Duomo", 9.187, 45.464),
        Centre(2, "Brera", 9.188, 45.474),
        Centre(77, "Bovisa", 9.160, 45.504),
        Centre(78, "Farini", 9.176, 45.494),
        Centre(35, "Lodi - Corvetto", 9.228, 45.437),
        Centre(55, "Baggio", 9.087, 45.460),
        Centre(41, "Gratosoglio", 9.171, 45.411),
    ),
    municipi=(
        Centre(1, "Centro", 9.188, 45.466),
        Centre(4, "Vittoria", 9.235, 45.446),
        Centre(7, "Baggio", 9.115, 45.463),
        Centre(9, "Niguarda", 9.188, 45.512),
    ),
    around=(Centre(0, "Sesto San Giovanni", 9.238, 45.535),),
    other_cities=frozenset({"assago", "cologno monzese", "sesto san giovanni"}),
    postal_codes=((20121, 20162),),
    names={
        1: "Duomo",
        2: "Brera",
        77: "Bovisa",
        78: "Farini",
        35: "Lodi - Corvetto",
        55: "Baggio",
        41: "Gratosoglio",
    },
    municipio_numbers=frozenset(range(1, 10)),
)


def csv_table(rows, separator=";", charset="cp1252"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(charset)


def workbook(sheets):
    """An XLSX of sheets: name to rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def codes(checked, number):
    """The faults of a row: {"error code key", …}."""
    row = next(row for row in checked.rows if row.number == number)
    return {f"{fault.severity} {fault.code} {fault.key}" for fault in row.faults}
