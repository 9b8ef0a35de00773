"""What a cell of a table may hold, and its text without the accidents of typing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True)
class Formula:
    """A formula whose value the file does not hold."""

    text: str


Cell = str | int | float | Decimal | bool | date | datetime | time | Formula | None


@dataclass(frozen=True)
class Sheet:
    """A sheet as rows of cells: the first has the number 1, as the spreadsheet shows it; rows may differ in length."""

    name: str
    rows: Sequence[Sequence[Cell]]
    how: str = ""
    """For text files: how it was read (character set and separator)."""


SPACES = re.compile(r"\s+")
NOTHING = frozenset(
    "- – — / . ? n.d. n.d nd n/d n.a. na n/a nc n.c. null none nan #n/d #n/a #n/a! #rif! #ref! #valore! #value!".split()
) | {"non disponibile", "non rilevato", "non rilevata", "non noto", "non nota", "sconosciuto", "sconosciuta"}
"""What people write where they know nothing."""


def text_of(cell: Cell) -> str:
    """The cell as one line with single spaces; whole numbers without a decimal part."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return cell.text
    if isinstance(cell, bool):
        return "sì" if cell else "no"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return SPACES.sub(" ", unicodedata.normalize("NFC", str(cell)).replace("\ufeff", "")).strip()


def is_blank(cell: Cell) -> bool:
    """Nothing, or only spaces."""
    return cell is None or (isinstance(cell, str) and not text_of(cell))


def says_nothing(text: str) -> bool:
    """Empty, or one of the ways of writing that it is not known."""
    return not text or text.casefold() in NOTHING


def plain(text: str) -> str:
    """Lower case, accents and punctuation off, single spaces: to compare what people type."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(kept.split())


MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u00a0\u201a-\u2122\u0152-\u0192\u02c6\u02dc\u0160\u0161\u017d\u017e]|â€|Ã "
)


def mended(text: str) -> str | None:
    """The text as it was before it was read with the wrong character set ("CittÃ " is "Città"); None when it is in order."""
    if not MOJIBAKE.search(text):
        return None
    # a non-breaking space may have become a simple one on the way
    for candidate in (text, re.sub("Ã(?= |$)", "Ã\u00a0", text)):
        for charset in ("cp1252", "latin-1"):
            try:
                repaired = candidate.encode(charset).decode("utf-8")
            except (UnicodeEncodeError, UnicodeDecodeError):
                continue
            return SPACES.sub(" ", repaired).strip()
    return text
