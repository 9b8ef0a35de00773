"""Days as people write them: cells of a spreadsheet, serial numbers, 31/12/2026, 2026-12-31, "dicembre 2026"."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from .cells import Cell, Formula, is_blank, plain, says_nothing, text_of
from .faults import MISSING, Reading, error, warning
from .numbers import Reader

EPOCH = date(1899, 12, 30)
FIRST_SERIAL, LAST_SERIAL = 7306, 73050
"""1920 to 2099: a number outside is no day."""
MONTHS = (
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
)
UNDECIDED = frozenset(
    {"da definire", "da stabilire", "da concordare", "da verificare", "in definizione", "in corso", "subito",
     "immediata", "immediato", "immediatamente", "libero", "libera", "disponibile", "gia disponibile", "tbd"}
)  # fmt: skip


def day(*, today: date, past: bool = False) -> Reader:
    """A reader of days; `past`: one after today gets a warning."""

    def read(cell: Cell, heading: str) -> Reading:
        del heading
        if is_blank(cell):
            return MISSING
        reading = _read(cell)
        if past and reading.value is not None and reading.value > today:
            return Reading(reading.value, (*reading.faults, warning("future_day", value=text_of(cell))))
        return reading

    return read


def _read(cell: Cell) -> Reading:
    if isinstance(cell, datetime):
        return Reading(cell.date())
    if isinstance(cell, date):
        return Reading(cell)
    if isinstance(cell, Formula):
        return Reading(None, (error("formula", value=cell.text),))
    text = text_of(cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return Reading(None, (error("day", value=text),))
    serial = _serial(text)
    if serial is not None:
        return Reading(serial)
    if says_nothing(text):
        return Reading(missing=True, faults=(warning("not_known", value=text),))
    if plain(text) in UNDECIDED:
        return Reading(missing=True, faults=(warning("undecided_day", value=text),))
    return _of_text(text)


def _serial(text: str) -> date | None:
    match = re.fullmatch(r"(\d{4,5})(?:[.,]\d+)?", text)
    if match is None or not FIRST_SERIAL <= int(match[1]) <= LAST_SERIAL:
        return None
    return EPOCH + timedelta(days=int(match[1]))


def _of_text(text: str) -> Reading:
    written = re.sub(r"[T ]\d{1,2}[:.]\d{2}([:.]\d{2})?.*$", "", text.strip())
    match = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", written)
    if match:
        return _made(text, int(match[1]), int(match[2]), int(match[3]))
    match = re.fullmatch(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{2}|\d{4})", written)
    if match:
        return _made(text, *_year(match[3]), month=int(match[2]), number=int(match[1]))
    match = re.fullmatch(r"(?:(\d{1,2})[°ºo]?\s+)?([a-z]{3,9})\s+(\d{4})", plain(written))
    month = _month(match[2]) if match else 0
    if match and month:
        return (
            _made(text, int(match[3]), month, int(match[1]))
            if match[1]
            else Reading(date(int(match[3]), month, 1), (warning("month_only", value=text),))
        )
    match = re.fullmatch(r"([a-z]{3}) (\d{2})", plain(written))
    if match and _month(match[1]):
        # as spreadsheets show a month: "nov-26"
        return Reading(date(*_year(match[2]), _month(match[1]), 1), (warning("month_only", value=text),))
    match = re.fullmatch(r"(\d{1,2})[-/.](\d{4})", written)
    if match and 1 <= int(match[1]) <= 12:
        return Reading(date(int(match[2]), int(match[1]), 1), (warning("month_only", value=text),))
    if re.fullmatch(r"(19|20)\d\d", written):
        return Reading(date(int(written), 1, 1), (warning("year_only", value=text),))
    return Reading(None, (error("day", value=text),))


def _year(text: str) -> tuple[int]:
    number = int(text)
    return (number if number > 99 else number + (2000 if number < 70 else 1900),)


def _month(word: str) -> int:
    found = [
        index
        for index, month in enumerate(MONTHS, start=1)
        if month.startswith(word[:3]) and month.startswith(word)
    ]
    return found[0] if found else 0


def _made(text: str, year: int, month: int, number: int) -> Reading:
    short = re.search(r"[-/. ]\d{2}$", text.strip()) and not re.match(r"\d{4}", text.strip())
    try:
        made = date(year, month, number)
    except ValueError:
        american = month > 12 and number <= 12
        return Reading(None, (error("american_day" if american else "impossible_day", value=text),))
    return Reading(made, (warning("short_year", value=text, read=made.isoformat()),) if short else ())
