"""Numbers as people write them in Italy: 1.250,50 and 1250.5, with or without unit; never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from .cells import Cell, Formula, is_blank, plain, says_nothing, text_of
from .faults import MISSING, Reading, error, warning

Reader = Callable[[Cell, str], Reading]
"""From a cell and the heading above it to a value."""

NUMBER = re.compile(r"[+-]?(?:\d[\d.,' ]*\d|\d)")
RANGE = re.compile(r"\s*\d+\s*(?:-|–|÷|/|a)\s*\d+\s*")
SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
SIGNS = re.compile(r"€|eur(?:o)?\b", re.IGNORECASE)


def parse_number(text: str, *, low: Decimal | None = None, high: Decimal | None = None) -> Decimal | None:
    """The number, or None. One group of three digits after a dot is thousands, unless only the decimal reading is plausible."""
    written = (
        text.replace(" ", "").replace("'", "").replace("’", "").replace("\u00a0", "").replace("\u202f", "")
    )
    if re.fullmatch(r"[+-]?\d+", written):
        return Decimal(written)
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", written):
        thousands = Decimal(written.replace(".", ""))
        if (
            written.count(".") == 1
            and high is not None
            and thousands > high
            and Decimal(written) >= (low or 0)
        ):
            return Decimal(written)
        return thousands
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})*,\d+|[+-]?\d+,\d+", written):
        return Decimal(written.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+|[+-]?\d+\.\d+", written):
        return Decimal(written.replace(",", ""))
    return None


def is_english(text: str) -> bool:
    """Thousands with a comma and decimals with a dot: "1,250.50"."""
    return re.fullmatch(r"\s*[+-]?\d{1,3}(,\d{3})+\.\d+\s*", text) is not None


def number(
    *,
    units: Mapping[str, Decimal | int | str] | None = None,
    heading_units: Mapping[str, Decimal | int | str] | None = None,
    positive: bool = False,
    low: int | None = None,
    most: int | None = None,
    whole: bool = False,
    ranges: bool = False,
) -> Reader:
    """A reader of numbers.

    `units`: what may follow the number, and by how much it multiplies; `heading_units`: the same, where the heading says
    it; `positive`: above zero; `low`: not below; `most`: above it a warning asks to look; `ranges`: "1-9" is left out
    with a warning instead of an error.
    """
    accepted = {plain(unit): Decimal(str(factor)) for unit, factor in (units or {}).items()}
    by_heading = {plain(unit): Decimal(str(factor)) for unit, factor in (heading_units or {}).items()}
    highest = Decimal(most) if most is not None else None

    def read(cell: Cell, heading: str) -> Reading:
        if isinstance(cell, Formula):
            return Reading(None, (error("formula", value=cell.text),))
        if is_blank(cell) or (isinstance(cell, str) and says_nothing(text_of(cell))):
            return (
                MISSING
                if is_blank(cell)
                else Reading(missing=True, faults=(warning("not_known", value=text_of(cell)),))
            )
        if isinstance(cell, bool) or not isinstance(cell, (int, float, Decimal, str)):
            return Reading(None, (error("number", value=text_of(cell)),))
        reading = (
            _of_text(text_of(cell), accepted, highest, ranges=ranges)
            if isinstance(cell, str)
            else Reading(Decimal(str(cell)))
        )
        if reading.value is None:
            return reading
        value = reading.value * _factor(heading, by_heading)
        return _in_bounds(Reading(value, reading.faults), text_of(cell), positive, low, highest, whole)

    return read


def _factor(heading: str, factors: Mapping[str, Decimal]) -> Decimal:
    words = f" {plain(heading.replace('€', ' euro ').replace('²', '2'))} "
    for unit, factor in sorted(factors.items(), key=lambda pair: -len(pair[0])):
        if f" {unit} " in words:
            return factor
    return Decimal(1)


def _of_text(text: str, accepted: Mapping[str, Decimal], highest: Decimal | None, *, ranges: bool) -> Reading:
    written = SIGNS.sub(" ", text).strip()
    if SCIENTIFIC.fullmatch(written):
        return Reading(None, (error("scientific", value=text),))
    if RANGE.fullmatch(written) and parse_number(written) is None:
        made = warning if ranges else error
        return Reading(None, (made("range", value=text),), missing=ranges)
    match = NUMBER.match(written)
    found = parse_number(match.group(), high=highest) if match else None
    if match is None or found is None:
        return Reading(None, (error("number", value=text),))
    rest = re.sub(r"m\s*²", "mq", written[match.end() :].casefold())
    unit = plain(rest)
    if unit and unit not in accepted:
        return Reading(
            None, (error("unit" if len(unit) < 25 else "number", value=text, unit=rest.strip(" /")),)
        )
    if not unit and rest.strip(" .,-/"):
        return Reading(None, (error("number", value=text),))
    faults = []
    if unit:
        faults.append(warning("with_unit", value=text))
    if is_english(match.group()):
        faults.append(warning("english_number", value=text, read=str(found)))
    return Reading(found * accepted.get(unit, Decimal(1)), tuple(faults))


def _in_bounds(
    reading: Reading, text: str, positive: bool, low: int | None, highest: Decimal | None, whole: bool
) -> Reading:
    value = reading.value
    if positive and value <= 0:
        return Reading(None, (error("not_positive", value=text),))
    if low is not None and value < low:
        return Reading(None, (error("negative" if low == 0 else "too_low", value=text, low=low),))
    if whole and value != value.to_integral_value():
        return Reading(None, (error("whole", value=text),))
    if highest is not None and value > highest:
        return Reading(value, (*reading.faults, warning("out_of_scale", value=text, most=int(highest))))
    return reading
