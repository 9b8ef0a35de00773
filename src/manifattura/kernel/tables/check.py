"""Checks a table row by row by the rules of a kind of thing: what is read, what is wrong, what enters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from .cells import Cell, Formula, Sheet, is_blank, plain, text_of
from .faults import MISSING, Fault, Reading, error, warning
from .headings import Headings, Naming, find_headings, headings_at, is_units_row
from .numbers import Reader
from .read_file import UnreadableFileError, read_file

Sameness = Literal["same", "alike", "different"]


@dataclass(frozen=True)
class Column:
    """What a kind of table may hold: how people call it, how a cell is read, what its absence means."""

    key: str
    names: tuple[str, ...]
    read: Reader
    required: bool = False
    """A row that leaves it empty is in error, where the table has the column."""
    essential: bool = False
    """A table without the column cannot be understood at all."""
    expected: bool = False
    """A row that leaves it empty gets a warning."""


@dataclass(frozen=True)
class Rules:
    """How a kind of thing is read. `check_row` adds what columns alone cannot know; duplicates are found by `identity`."""

    kind: str
    columns: tuple[Column, ...]
    check_row: Callable[[dict[str, Reading]], tuple[dict[str, Any], list[Fault]]]
    identity: Callable[[Mapping[str, Any]], str]
    compare: Callable[[Mapping[str, Any], Mapping[str, Any]], Sameness]
    probable: Callable[[Mapping[str, Any]], str]
    """Rows of different identity with the same of these are probably the same thing; "" for none."""
    identity_key: str
    probable_key: str


@dataclass(frozen=True)
class Row:
    """A row of data with the number that a spreadsheet shows."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    repeats: bool = False
    """The same thing stands in a row above: nothing is to be written for it."""

    @property
    def in_error(self) -> bool:
        return any(fault.severity == "error" for fault in self.faults)

    @property
    def has_warning(self) -> bool:
        return any(fault.severity == "warning" for fault in self.faults)


@dataclass(frozen=True)
class Checked:
    """The whole table: where its headings are, each row, the rows left aside with the reason."""

    headings: Headings
    rows: tuple[Row, ...]
    ignored: tuple[tuple[int, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    elsewhere: tuple[str, ...] = ()
    """Other sheets of the file that hold such a table too: one is read at a time."""

    @property
    def importable(self) -> int:
        return sum(not row.in_error for row in self.rows)


def check_file(content: bytes, rules: Rules, *, known: Mapping[str, str] | None = None) -> Checked:
    """Read a file and check it; `known` are headings that a person settled before. Raises `UnreadableFileError`."""
    return check_sheets(read_file(content), rules, known=known)


def check_sheets(sheets: Sequence[Sheet], rules: Rules, *, known: Mapping[str, str] | None = None) -> Checked:
    """Raises `UnreadableFileError("headings")` where the essential columns are in no sheet."""
    namings = [Naming(column.key, column.names) for column in rules.columns]
    headings = find_headings(sheets, namings, known)
    if headings is None:
        raise UnreadableFileError("headings")
    return replace(check_rows(headings, rules), elsewhere=tables_elsewhere(sheets, headings, rules))


def tables_elsewhere(sheets: Sequence[Sheet], headings: Headings, rules: Rules) -> tuple[str, ...]:
    """The other sheets of a workbook with the essential columns and as many more as the one that is read, or nearly."""
    namings = [Naming(column.key, column.names) for column in rules.columns]
    essential = {column.key for column in rules.columns if column.essential}
    named = [sheet for sheet in sheets if sheet.name and sheet is not headings.sheet]
    found = [other for sheet in named if (other := find_headings([sheet], namings))]
    return tuple(
        other.sheet.name
        for other in found
        if essential <= other.columns.keys() and len(other.columns) >= 0.8 * len(headings.columns)
    )


def settle_columns(checked: Checked, rules: Rules, settled: Mapping[str, str]) -> Checked:
    """The same table with the columns that a person chose (plain heading to key, "" to leave it out)."""
    namings = [Naming(column.key, column.names) for column in rules.columns]
    old = checked.headings
    return check_rows(headings_at(old.sheet, old.first_row, old.last_row, namings, settled), rules)


def check_rows(headings: Headings, rules: Rules) -> Checked:
    if any(column.essential and column.key not in headings.columns for column in rules.columns):
        raise UnreadableFileError("headings")
    rows: list[Row] = []
    ignored: list[tuple[int, str]] = []
    for index, cells in enumerate(headings.sheet.rows[headings.last_row :], start=headings.last_row + 1):
        aside = _aside(cells, headings)
        if aside:
            if aside != "blank":
                ignored.append((index, aside))
            continue
        rows.append(_row(index, cells, headings, rules))
    labels = {key: headings.labels[column] for key, column in headings.columns.items()}
    return Checked(headings, tuple(_duplicates(rows, rules)), tuple(ignored), labels)


TOTALS = (
    "totale",
    "totali",
    "tot",
    "somma",
    "subtotale",
    "sub totale",
    "media",
    "totale complessivo",
    "totale generale",
)
NOTES = (
    "fonte",
    "nota",
    "note",
    "legenda",
    "aggiornat",
    "elaborazione",
    "pagina",
    "n b",
    "avvertenza",
    "attenzione",
    "estrazione",
    "dati aggiornati",
)


def _aside(cells: Sequence[Cell], headings: Headings) -> str:
    """Why a row is no data: "blank", "total", "heading", "note"; "" for data."""
    filled = [(column, cell) for column, cell in enumerate(cells) if not is_blank(cell)]
    if not filled:
        return "blank"
    first = plain(text_of(filled[0][1]))
    words = [plain(text_of(cell)) for _column, cell in filled if isinstance(cell, str)]
    sums = any(
        isinstance(cell, Formula) and cell.text.upper().startswith(("=SUM", "=SUBTOTAL", "=SOMMA"))
        for _c, cell in filled
    )
    few = len(filled) <= max(3, len(headings.columns) // 3)
    if few and (sums or any(word in TOTALS or word.startswith("totale ") for word in words)):
        return "total"
    labels = {plain(label) for label in headings.labels if label}
    if len(filled) >= 2 and all(plain(text_of(cell)) in labels for _column, cell in filled):
        return "heading"
    if len(filled) == 1 and (
        first.startswith(NOTES) or len(first) > 40 or filled[0][0] not in headings.columns.values()
    ):
        return "note"
    return "heading" if len(filled) >= 2 and is_units_row(cells) else ""


def _row(number: int, cells: Sequence[Cell], headings: Headings, rules: Rules) -> Row:
    readings: dict[str, Reading] = {}
    faults: list[Fault] = []
    for column in rules.columns:
        place = headings.columns.get(column.key)
        if place is None:
            readings[column.key] = MISSING
            continue
        reading = column.read(cells[place] if place < len(cells) else None, headings.labels[place])
        readings[column.key] = reading
        if reading.missing and column.required:
            faults.append(error("required", column.key))
            continue
        faults += [_of(fault, column.key) for fault in reading.faults]
        if reading.missing and column.expected and not reading.faults:
            faults.append(warning("expected", column.key))
    values, more = rules.check_row(readings)
    faults += more
    if _lacks_identity(values, faults, rules):
        code = "required" if rules.identity_key in headings.columns else "no_identity"
        faults.append(error(code, rules.identity_key))
    return Row(number, values, _once(faults))


def _lacks_identity(values: Mapping[str, Any], faults: Sequence[Fault], rules: Rules) -> bool:
    """Nothing says which thing the row is, also where the table has no such column: it could never come in again."""
    needed = any(column.required and column.key == rules.identity_key for column in rules.columns)
    return needed and not rules.identity(values) and all(fault.key != rules.identity_key for fault in faults)


def _once(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for fault in faults:
        if (fault.code, fault.key) not in seen:
            seen.add((fault.code, fault.key))
            kept.append(fault)
    return tuple(kept)


def _of(fault: Fault, key: str) -> Fault:
    return fault if fault.key else Fault(fault.severity, fault.code, key, fault.facts)


def _duplicates(rows: Sequence[Row], rules: Rules) -> list[Row]:
    known: dict[str, Row] = {}
    alike: dict[str, Row] = {}
    checked = []
    for row in rows:
        name, likely = rules.identity(row.values), rules.probable(row.values)
        before = known.get(name) if name else None
        twin = alike.get(likely) if likely else None
        if before is not None:
            checked.append(_repeated(row, before, rules))
            continue
        if twin is not None:
            checked.append(_with(row, warning("probable_duplicate", rules.probable_key, row=twin.number)))
        else:
            checked.append(row)
        if name:
            known[name] = row
        if likely:
            alike.setdefault(likely, row)
    return checked


def _repeated(row: Row, before: Row, rules: Rules) -> Row:
    sameness = rules.compare(before.values, row.values)
    if sameness == "different":
        return _with(row, error("repeated_differs", rules.identity_key, row=before.number))
    code = "repeated" if sameness == "same" else "repeated_alike"
    return _with(row, warning(code, rules.identity_key, row=before.number), repeats=True)


def _with(row: Row, fault: Fault, *, repeats: bool = False) -> Row:
    return Row(row.number, row.values, (*row.faults, fault), repeats)
