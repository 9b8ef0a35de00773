"""Filters: amounts, dates, codes and sizes written the Italian way."""

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from manifattura.kernel import clock
from manifattura.ui import formats

register = template.Library()
STORED_AMOUNT = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,2})?")


@register.filter
def money(amount: Any, style: str = "") -> str:
    return formats.money_text(amount, style)


@register.filter
def date_it(moment: date | datetime | None, style: formats.DateStyle = "") -> str:
    return formats.date_text(moment, style)


@register.filter
def elided(text: str) -> str:
    """Around a sentence with a date in it: `dell’8 novembre`. Escaped text stays escaped: no letter of a tag changes."""
    done = formats.elided(text)
    return SafeString(done) if isinstance(text, SafeString) else done


@register.simple_tag
def when(moment: date | datetime | None, style: formats.DateStyle = "") -> str | SafeString:
    """The date in words inside `<time datetime>`, with the offset of Rome."""
    if not moment:
        return formats.EMPTY
    return format_html(
        '<time datetime="{}">{}</time>', formats.date_text(moment, "iso"), formats.date_text(moment, style)
    )


@register.filter
def days_left(moment: date | datetime | None) -> int:
    """Whole days until a moment or a day, never negative; from noon to noon is a day also when the clocks change."""
    if not moment:
        return 0
    if isinstance(moment, datetime):
        # both in Rome: Python then subtracts what clocks show, and the day of 23 or 25 hours is one day
        return max(0, (moment.astimezone(clock.ROME) - clock.now().astimezone(clock.ROME)).days)
    return max(0, (moment - clock.today()).days)


@register.filter
def registration(number: Any, year: Any = "") -> SafeString:
    return format_html('<span class="mm-mono mm-code">{}</span>', formats.registration_text(number, year))


@register.filter
def mono(text: Any) -> SafeString:
    return format_html('<span class="mm-mono">{}</span>', text)


@register.filter
def file_size(size: int | None) -> str:
    return formats.file_size_text(size)


@register.filter
def percent(ratio: Any) -> str:
    return formats.percent_text(ratio)


@register.filter
def whole(value: object) -> str:
    """A count with its thousands apart: `2.000` in Italian, `2,000` in English."""
    return formats.points_text(value, 0)


@register.filter
def points(value: Any, places: int = 2) -> str:
    return formats.points_text(value, places)


@register.filter
def words(text: Any) -> list[str]:
    return str(text).split(maxsplit=1)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`mapping|get:key` for dictionaries keyed by data."""
    return mapping.get(key) if mapping else None


@register.filter
def amount_input(value: Any) -> str:
    """An amount as an input shows it: `1.234,50` for numbers, what the person wrote otherwise (`1e9` is no amount)."""
    if isinstance(value, str) and not STORED_AMOUNT.fullmatch(value):
        return value
    number = formats.to_decimal(value)
    return str(value or "") if number is None else formats.group(number, 2)


@register.filter
def unlocalized(value: Any) -> str:
    """A number for an attribute: always with a dot, never with thousands."""
    return "" if value is None else str(value)


@register.filter
def signed_points(value: Any) -> str:
    """`+0,20`, `−0,30`, and `0,00` without a sign: a difference, with a true minus."""
    number = formats.to_decimal(value)
    if number is None:
        return formats.EMPTY
    text = formats.points_text(abs(number))
    if not any(digit in "123456789" for digit in text):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


@register.filter
def points_short(value: Any) -> str:
    """`15` or `7,5`: a maximum in running text."""
    return formats.short_points_text(value)
