"""A file of an office as sheets of cells: XLSX, or text in the character set and with the separator it happens to have."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any

from .cells import Cell, Formula, Sheet

LARGEST = 20 * 1024 * 1024
LARGEST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 100_000
SEPARATORS = {";": "punto e virgola", "\t": "tabulazione", ",": "virgola", "|": "barra"}


class UnreadableFileError(ValueError):
    """The file is no table that can be read; `reason` is a key of the words shown to people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_file(content: bytes) -> list[Sheet]:
    """The sheets of the file, hidden ones last. A text file gives one sheet per separator that it may have.

    Raises `UnreadableFileError`: `empty`, `large`, `old_excel`, `open_document`, `locked`, `broken`, `pdf`, `binary`, `rows`.
    """
    if not content.strip():
        raise UnreadableFileError("empty")
    if len(content) > LARGEST:
        raise UnreadableFileError("large")
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        # the same container holds old .xls files and .xlsx protected by a password
        raise UnreadableFileError(
            "locked" if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in content else "old_excel"
        )
    if content.startswith(b"%PDF"):
        raise UnreadableFileError("pdf")
    text, charset = decoded(content)
    return _text_sheets(text, charset)


def decoded(content: bytes) -> tuple[str, str]:
    """Text and the name of its character set: byte order mark, UTF-16 without one, UTF-8, else that of Windows."""
    for mark, charset in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, charset), charset.removesuffix("-sig")
    sample = content[:4000]
    zeros = sample.count(0)
    if zeros > len(sample) // 5:
        charset = "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"
        return _strictly(content, charset), "utf-16"
    if zeros:
        raise UnreadableFileError("binary")
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return content.decode("latin-1"), "latin-1"


def _strictly(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset)
    except UnicodeDecodeError:
        raise UnreadableFileError("broken") from None


def _text_sheets(text: str, charset: str) -> list[Sheet]:
    lines = text.split("\n", 1)
    if lines[0].strip().casefold().startswith("sep=") and len(lines) > 1:
        # a hint for spreadsheets, which they do not show as a row
        text = lines[1]
    sheets = []
    for separator, name in SEPARATORS.items():
        if separator not in text:
            continue
        rows = _records(text, separator)
        if rows and max(map(len, rows[:50])) > 1:
            sheets.append(Sheet(name="", rows=rows, how=f"{charset}, {name}"))
    if not sheets:
        raise UnreadableFileError("binary" if "\x00" in text else "one_column")
    return sheets


def _records(text: str, separator: str) -> list[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[list[Cell]] = []
    try:
        for record in reader:
            rows.append([value or None for value in record])
            if len(rows) > MOST_ROWS:
                raise UnreadableFileError("rows")
    except csv.Error:
        return []
    return rows


def _workbook(content: bytes) -> list[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableFileError("large")
        if "mimetype" in names and "content.xml" in names:
            raise UnreadableFileError("open_document")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            formulas = load_workbook(io.BytesIO(content), keep_links=False)
            values = load_workbook(io.BytesIO(content), keep_links=False, data_only=True)
            sheets = [_sheet(sheet, values[sheet.title]) for sheet in formulas.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, InvalidFileException, OSError, TypeError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError("broken") from error
    states = [sheet.sheet_state == "visible" for sheet in formulas.worksheets]
    pairs = sorted(zip(states, sheets, strict=True), key=lambda pair: not pair[0])
    return [sheet for _visible, sheet in pairs]


def _sheet(formulas: Any, values: Any) -> Sheet:
    if formulas.max_row > MOST_ROWS:
        raise UnreadableFileError("rows")
    rows: list[list[Cell]] = []
    for with_formulas, with_values in zip(
        formulas.iter_rows(values_only=True), values.iter_rows(values_only=True), strict=True
    ):
        rows.append([_cell(one, other) for one, other in zip(with_formulas, with_values, strict=True)])
    for area in formulas.merged_cells.ranges:
        _spread(rows, area.bounds)
    return Sheet(name=formulas.title, rows=rows)


def _cell(written: Any, value: Any) -> Cell:
    if isinstance(written, str) and written.startswith("=") and len(written) > 1:
        return Formula(written) if value is None else value
    if written is not None and type(written).__name__ in {"ArrayFormula", "DataTableFormula"}:
        return Formula("=") if value is None else value
    if isinstance(written, str) or written is None:
        return written or None
    found: Cell = written
    return found


MERGED_HEADING_ROWS = 40


def _spread(rows: list[list[Cell]], bounds: Sequence[int]) -> None:
    """Headings in merged cells count for each of their columns; merged data stay where they are written."""
    first_column, first_row, last_column, last_row = bounds
    if first_row > MERGED_HEADING_ROWS or first_row > len(rows):
        return
    value = rows[first_row - 1][first_column - 1]
    if not isinstance(value, str) or last_column == first_column:
        return
    for row in rows[first_row - 1 : min(last_row, first_row)]:
        for column in range(first_column - 1, min(last_column, len(row))):
            row[column] = value
