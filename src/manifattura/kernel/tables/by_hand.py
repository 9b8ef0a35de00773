"""What a person says of a table that the machine did not understand, or understood wrongly: its headings, its columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .cells import Sheet, plain, text_of
from .check import Checked, Rules, check_rows, tables_elsewhere
from .headings import Headings, Naming, headings_at, is_units_row
from .read_file import UnreadableFileError

SHOWN = 15
"""Rows from the top among which a person chooses the headings."""
SAMPLES = 3


@dataclass(frozen=True)
class Spot:
    """Where the headings are: the sheet by its place in the file, rows from 1."""

    sheet: int
    first: int
    last: int


def spot_of(sheets: Sequence[Sheet], headings: Headings) -> Spot:
    place = next(index for index, sheet in enumerate(sheets) if sheet is headings.sheet)
    return Spot(place, headings.first_row, headings.last_row)


def spot_at(sheets: Sequence[Sheet], sheet: int, row: int) -> Spot:
    """The row that a person pointed at, with the rows of units below it. Raises `UnreadableFileError("headings")`."""
    if not 0 <= sheet < len(sheets) or not 1 <= row <= len(sheets[sheet].rows):
        raise UnreadableFileError("headings")
    rows, last = sheets[sheet].rows, row
    while last < len(rows) and is_units_row(rows[last]):
        last += 1
    return Spot(sheet, row, last)


def headings_by_hand(
    sheets: Sequence[Sheet], spot: Spot, rules: Rules, settled: Mapping[str, str]
) -> Headings:
    """The headings at the spot, as understood with what the person settled (plain heading to key, "" to leave it out)."""
    namings = [Naming(column.key, column.names) for column in rules.columns]
    return headings_at(sheets[spot.sheet], spot.first, spot.last, namings, settled)


def check_by_hand(sheets: Sequence[Sheet], spot: Spot, rules: Rules, settled: Mapping[str, str]) -> Checked:
    """Raises `UnreadableFileError("headings")` while an essential column is not among them."""
    headings = headings_by_hand(sheets, spot, rules, settled)
    return replace(check_rows(headings, rules), elsewhere=tables_elsewhere(sheets, headings, rules))


def headings_key(headings: Headings) -> str:
    """The same for files whose headings are the same, whatever their order and the accidents of typing."""
    names = sorted({plain(label) for label in headings.labels if plain(label)})
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


@dataclass(frozen=True)
class FileColumn:
    """A column of the file: its heading, what stands in its first cells, what it is taken for ("" for nothing)."""

    heading: str
    samples: tuple[str, ...]
    key: str


def file_columns(headings: Headings) -> list[FileColumn]:
    """Every column that has a heading; of two with the same one only the first, for people settle headings by name."""
    by_place = {place: key for key, place in headings.columns.items()}
    found: dict[str, FileColumn] = {}
    for place, label in enumerate(headings.labels):
        name = plain(label)
        if name and (name not in found or (place in by_place and not found[name].key)):
            found[name] = FileColumn(label, _samples(headings, place), by_place.get(place, ""))
    return list(found.values())


def _samples(headings: Headings, place: int) -> tuple[str, ...]:
    rows = headings.sheet.rows[headings.last_row : headings.last_row + 50]
    texts = [text_of(row[place])[:60] for row in rows if place < len(row)]
    return tuple(dict.fromkeys(text for text in texts if text))[:SAMPLES]


def first_rows(sheets: Sequence[Sheet]) -> list[tuple[int, Sheet, list[tuple[int, str]]]]:
    """Per sheet its place and its first rows that hold something, each as one line: for who must say where the headings are."""
    return [
        (
            place,
            sheet,
            [
                (number, line)
                for number, row in enumerate(sheet.rows[:SHOWN], start=1)
                if (line := " | ".join(text_of(cell)[:40] for cell in row if text_of(cell))[:300])
            ],
        )
        for place, sheet in enumerate(sheets)
    ]
