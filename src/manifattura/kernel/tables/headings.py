"""Finds where the headings of a table are, and which column each of them means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import zip_longest

from .cells import Cell, Formula, Sheet, plain, text_of

SEARCHED = 40
"""Rows from the top in which headings are looked for."""
DEEPEST = 3
ENOUGH = 0.72
LONGEST = 120
"""Signs of a heading."""
FEWEST = 2

STOP = frozenset(
    "di del dello della dei degli delle dell d il la lo le gli l i in a al alla ai da dal dalla per e o od su sul con cui nr n num".split()
)
UNITS = frozenset(
    "mq m2 euro eur kw kva kg cm mt ml gg mm aaaa anno annuo mese kgmq kg mq si no testo numero data m".split()
)
"""Words that say how a value is measured: a row made of these alone belongs to the headings above it."""
SILENT = UNITS - {"anno", "annuo", "mese", "numero", "data", "mq"}
"""Those that say nothing of what the column is."""


PAIR = re.compile(
    r"\b(?:lat(?:itudine)?) (?:e )?(?:lon(?:g|gitudine)?|lng)\b|\b(?:lon(?:g|gitudine)?|lng) (?:e )?lat(?:itudine)?\b"
)
BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


@dataclass(frozen=True)
class Naming:
    """How people call a column."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Headings:
    """Where the headings are: rows from 1, first and last; `labels` by column; `columns`: key to index of the column."""

    sheet: Sheet
    first_row: int
    last_row: int
    labels: tuple[str, ...]
    columns: Mapping[str, int]
    scores: Mapping[str, float]


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a heading that say what it is; none of a text too long to be one."""
    if len(text) > LONGEST:
        return ()
    written = re.sub(r"m\s*[²2]\b|m\s*\^\s*2", " mq ", text.casefold().replace("€", " euro "))
    all_words = [word for word in plain(written).split() if word not in STOP]
    telling = [word for word in all_words if word not in SILENT]
    return tuple(telling or all_words)


def likeness(heading: str, name: str) -> float:
    """From 0 to 1: how surely the heading means this name; what it says in brackets counts less."""
    whole = _likeness(words(heading), words(name))
    bare = BRACKETS.sub(" ", heading) if "(" in heading or "[" in heading else ""
    return max(whole, 0.99 * _likeness(words(bare), words(name))) if bare.strip() else whole


@lru_cache(maxsize=65536)
def _likeness(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    left = list(mine)
    sure = 0.0
    for word in theirs:
        best = max(left, key=lambda other: _alike(word, other), default="")
        value = _alike(word, best) if best else 0.0
        if value == 0:
            # joined in one word by who wrote it: "codicefiscale"
            return 0.95 if "".join(mine) == "".join(theirs) else 0.0
        left.remove(best)
        sure += value
    sure /= len(theirs)
    covered = len(theirs) / len(mine)
    if len(theirs) == 1 and covered < 0.5:
        # the first word says what it is: "indirizzo dell'immobile in vendita"
        return ENOUGH if mine[0] == theirs[0] and len(mine) <= 5 else 0.0
    return sure * (0.98 if covered == 1 else 0.6 + 0.35 * covered)


@lru_cache(maxsize=65536)
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and not long.isdigit():
        return 0.95 if len(short) >= 4 or len(long) > 5 else 0.85
    if len(short) >= 5 and SequenceMatcher(None, one, other).ratio() >= 0.84:
        return 0.9
    return 0.0


def find_headings(
    sheets: Sequence[Sheet], namings: Sequence[Naming], known: Mapping[str, str] | None = None
) -> Headings | None:
    """The best reading of all sheets; None when nowhere two columns are recognised.

    `known`: headings that a person settled before (their `plain` text) with the column's key, "" for "leave it out".
    """
    best: Headings | None = None
    best_value = 0.0
    for sheet in sheets:
        for first in range(1, min(SEARCHED, len(sheet.rows)) + 1):
            if len([cell for cell in sheet.rows[first - 1] if isinstance(cell, str) and cell.strip()]) < 1:
                continue
            for last in range(first, min(first + DEEPEST, len(sheet.rows) + 1)):
                if not _all_text(sheet.rows[last - 1]):
                    break
                found = _reading(sheet, first, last, namings, known or {})
                # a deeper heading must recognise more, or end with a row of units
                value = sum(found.scores.values()) - 0.2 * (last - first)
                if len(found.columns) >= FEWEST and value > best_value + 1e-9:
                    best, best_value = found, value
    return _with_units(best, namings, known or {}) if best else None


def headings_at(
    sheet: Sheet, first: int, last: int, namings: Sequence[Naming], known: Mapping[str, str]
) -> Headings:
    """The reading of given rows, with columns settled by a person."""
    return _reading(sheet, first, last, namings, known)


def _all_text(row: Sequence[Cell]) -> bool:
    """Headings are words: a row with numbers or dates is data."""
    filled = [cell for cell in row if cell is not None]
    return bool(filled) and all(isinstance(cell, str) and not isinstance(cell, Formula) for cell in filled)


def _with_units(found: Headings, namings: Sequence[Naming], known: Mapping[str, str]) -> Headings:
    last = found.last_row
    while last < len(found.sheet.rows) and is_units_row(found.sheet.rows[last]):
        last += 1
    if last == found.last_row:
        return found
    return _reading(found.sheet, found.first_row, last, namings, known)


def is_units_row(row: Sequence[Cell]) -> bool:
    """Whether all that is written in the row are units of measure or forms of values ("mq", "€/anno", "gg/mm/aaaa")."""
    filled = [text_of(cell) for cell in row if text_of(cell)]
    return bool(filled) and all(_is_unit(text) for text in filled)


def _is_unit(text: str) -> bool:
    written = plain(
        re.sub(r"m\s*[²2]\b", "mq", text.casefold().replace("€", " euro ").replace("%", " perc "))
    )
    # a pair of coordinates in one cell; alone, "lat" and "lon" are the headings of two columns
    written = PAIR.sub("wgs84", written)
    extra = {
        "perc",
        "gradi",
        "wgs84",
        "decimali",
        "epsg",
        "4326",
        "sn",
        "s",
        "elenco",
        "codice",
        "alfanumerico",
        "cifre",
        "w",
        *("mc", "ha", "db", "dba", "kn", "kwh", "ore", "giorni", "mesi", "anni", "libero"),
    }
    return (
        bool(written)
        and all(
            word in UNITS or word in STOP or word in extra or (word.isdigit() and len(written.split()) > 1)
            for word in written.split()
        )
        and len(text) <= 24
    )


def _reading(
    sheet: Sheet, first: int, last: int, namings: Sequence[Naming], known: Mapping[str, str]
) -> Headings:
    rows = sheet.rows[first - 1 : last]
    above = list(zip_longest(*rows))
    joined = [_joined(cells) for cells in above]
    lowest = [_lowest(cells) for cells in above]
    labels = tuple(_label(cells, text) for cells, text in zip(above, lowest, strict=True))
    said = {column: known[name] for column, label in enumerate(labels) if (name := plain(label)) in known}
    columns, scores = _assigned(joined, lowest, namings, said)
    return Headings(sheet, first, last, labels, columns, scores)


def _joined(cells: Iterable[Cell]) -> str:
    texts: list[str] = []
    for cell in cells:
        text = text_of(cell)
        if text and text not in texts:
            texts.append(text)
    return " ".join(texts)


def _lowest(cells: Sequence[Cell]) -> str:
    """The lowest text that says what the column is; where all are units ("mq"), the lowest."""
    texts = [text for cell in reversed(cells) if (text := text_of(cell))]
    return next((text for text in texts if not _is_unit(text)), texts[0] if texts else "")


def _label(cells: Sequence[Cell], lowest: str) -> str:
    """What the column is, with the units below it, for the reader of its cells ("Canone €/mese")."""
    texts = list(dict.fromkeys(text for cell in cells if (text := text_of(cell))))
    return " ".join(texts[texts.index(lowest) :]) if lowest else ""


def _assigned(
    joined: Sequence[str], lowest: Sequence[str], namings: Sequence[Naming], said: Mapping[int, str]
) -> tuple[dict[str, int], dict[str, float]]:
    """Columns and how sure they are; `said`: what a person settled of a column, a key or "" to leave it out."""
    columns: dict[str, int] = {}
    keys = {naming.key for naming in namings}
    for column, key in said.items():
        if key in keys:
            columns.setdefault(key, column)
    scores = dict.fromkeys(columns, 1.0)
    candidates = []
    for column, text in enumerate(lowest):
        if column in said or not text:
            continue
        for rank, naming in enumerate(namings):
            value = max(
                max(likeness(text, name), likeness(joined[column], name) * 0.995) for name in naming.names
            )
            if value >= ENOUGH and naming.key not in columns:
                candidates.append((-value, rank, column, naming.key))
    taken = set(said)
    for negative, _rank, column, key in sorted(candidates):
        if column not in taken and key not in columns:
            columns[key], scores[key] = column, -negative
            taken.add(column)
    return columns, scores
