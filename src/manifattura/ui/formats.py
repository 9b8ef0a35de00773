"""Italian (and English) writing of dates, amounts and codes; one place, used by filters, e-mails and PDFs."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language

from manifattura.kernel.clock import ROME

NBSP = "\u00a0"
EMPTY = "–"
DateStyle = Literal["", "long", "short", "hour", "seconds", "time", "iso"]

MONTHS = {
    "it": (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
    ).split(),
    "en": ("January February March April May June July August September October November December").split(),
}
SHORT_MONTHS = {
    "it": "gen feb mar apr mag giu lug ago set ott nov dic".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}
WEEKDAYS = {
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def language() -> str:
    """`en` for English pages, `it` for everything else."""
    return "en" if (get_language() or "it").startswith("en") else "it"


def decimal_point() -> str:
    """What stands before the decimals."""
    return "." if language() == "en" else ","


def to_decimal(value: object) -> Decimal | None:
    """A Decimal of a number or a document's string; None when empty or not a number."""
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def group(number: Decimal, places: int) -> str:
    """`1234.5` with two places: `1.234,50` in Italian, `1,234.50` in English."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{rounded:,.{places}f}"
    return text if language() == "en" else text.translate(str.maketrans(",.", ".,"))


def money_text(amount: object, style: str = "") -> str:
    """`1.234,50 €`; with `round`, no decimals when there are no cents. Empty values are a dash, never zero."""
    number = to_decimal(amount)
    if number is None:
        return EMPTY
    places = 0 if style == "round" and number == number.to_integral_value() else 2
    text = group(number, places)
    return f"€{text}" if language() == "en" else f"{text}{NBSP}€"


def date_text(moment: date | datetime | None, style: DateStyle = "") -> str:
    """A day or a moment in words, Rome time."""
    if moment is None or moment == "":
        return EMPTY
    if isinstance(moment, datetime):
        moment = moment.astimezone(ROME) if timezone.is_aware(moment) else moment.replace(tzinfo=ROME)
    if style == "iso":
        return moment.isoformat()
    if style == "time":
        return _clock(moment)
    lang = language()
    number = "1º" if moment.day == 1 and lang == "it" else str(moment.day)
    if style == "short":
        return f"{number}{NBSP}{SHORT_MONTHS[lang][moment.month - 1]}{NBSP}{moment.year}"
    day = f"{number}{NBSP}{MONTHS[lang][moment.month - 1]}{NBSP}{moment.year}"
    if style in {"long", "hour", "seconds"}:
        day = f"{WEEKDAYS[lang][moment.weekday()]} {day}"
    if style == "hour":
        return f"{day}, {'ore' if lang == 'it' else 'at'}{NBSP}{_clock(moment)}"
    if style == "seconds":
        return f"{day} {'alle' if lang == 'it' else 'at'}{NBSP}{_clock(moment, seconds=True)}"
    return day


BEFORE_VOWEL = re.compile(
    rf"\b([AaIi]|[Dd][ae]|[Nn]e|[Ss]u)l[ {NBSP}](?=(?:8|11)[ {NBSP}](?:{'|'.join(MONTHS['it'] + SHORT_MONTHS['it'])})\b)"
)
"""A preposition or an article before a day that begins with a vowel: 8 (otto), 11 (undici)."""


def elided(text: str) -> str:
    """`del 8 novembre` becomes `dell’8 novembre`, `il 11` becomes `l’11`: for sentences with a date written into them.

    English has nothing of the kind, and passes unchanged.
    """
    return BEFORE_VOWEL.sub(_elide, text)


def _elide(found: re.Match[str]) -> str:
    stem = found[1]
    if stem.lower() == "i":
        return "L’" if stem == "I" else "l’"
    return f"{stem}ll’"


def _clock(moment: date | datetime, *, seconds: bool = False) -> str:
    if not isinstance(moment, datetime):
        return ""
    return moment.strftime("%H:%M:%S" if seconds else "%H:%M")


def file_size_text(size: int | None) -> str:
    """`412 kB`, `4,6 MB`: decimal units, as people see them in their file manager."""
    if size is None:
        return EMPTY
    if size < 1000:
        return f"{size}{NBSP}byte"
    if size < 1_000_000:
        return f"{group(Decimal(size) / 1000, 0)}{NBSP}kB"
    return f"{group(Decimal(size) / 1_000_000, 1)}{NBSP}MB"


def percent_text(ratio: object) -> str:
    """`75%` of 0.75; decimals only where there are some, at most two."""
    number = to_decimal(ratio)
    if number is None:
        return EMPTY
    number = (number * 100).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    exponent = number.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{group(number, places)}%"


def points_text(value: object, places: int = 2) -> str:
    """`63,25`: points always with two decimals, so that columns align."""
    number = to_decimal(value)
    return EMPTY if number is None else group(number, places)


def short_points_text(value: object) -> str:
    """`15` or `7,5`: points in running text, without useless zeros."""
    number = to_decimal(value)
    if number is None:
        return EMPTY
    exponent = number.normalize().as_tuple().exponent
    return group(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def registration_text(number: object, year: object = "") -> str:
    """`0000412/2026`; a ready text passes unchanged."""
    if number in (None, ""):
        return EMPTY
    if year in (None, ""):
        return str(number)
    return f"{int(str(number)):07d}/{year}"
