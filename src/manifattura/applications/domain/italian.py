"""Numbers, amounts and days as people in Italy write them, and back."""

import re
from datetime import date
from decimal import Decimal

LARGEST_MONEY = Decimal("999999999999.99")

_BLANKS = re.compile(r"[\s\u00a0\u202f€]")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_PLAIN = re.compile(r"\d+(\.\d+)?")
_WITH_COMMA = re.compile(r"(\d{1,3}(\.\d{3})+|\d+),(\d*)")
_ENGLISH = re.compile(r"\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ITALIAN_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")


def parse_number(text: str) -> Decimal | None:
    """`1234,5`, `1.234,50`, `1.234` (a thousand), `1234.50`, `-3`; None when it is not a number.

    English pages write `1,234.50`: read wherever it can mean nothing else (`1,234` is one and a little).
    """
    bare = _BLANKS.sub("", text)
    sign, bare = ("-", bare[1:]) if bare.startswith("-") else ("", bare)
    if len(bare) > 24 or not bare.isascii():
        return None
    if _THOUSANDS.fullmatch(bare):
        return Decimal(sign + bare.replace(".", ""))
    if _PLAIN.fullmatch(bare):
        return Decimal(sign + bare)
    if _ENGLISH.fullmatch(bare):
        return Decimal(sign + bare.replace(",", ""))
    if _WITH_COMMA.fullmatch(bare):
        return Decimal(sign + bare.replace(".", "").replace(",", ".").rstrip("."))
    return None


def parse_money(text: str) -> Decimal | None:
    """An amount in euro, not negative, at most two decimals; None otherwise."""
    amount = parse_number(text)
    if amount is None or amount.is_signed() or amount > LARGEST_MONEY:
        return None
    cents = amount.quantize(Decimal("0.01"))
    return cents if cents == amount else None


def parse_day(text: str) -> date | None:
    """`30/11/2026`, `30.11.2026`, `30-11-2026` or `2026-11-30`; None when no such day exists."""
    bare = text.strip()
    if iso := _ISO_DAY.fullmatch(bare):
        year, month, day = (int(part) for part in iso.groups())
    elif italian := _ITALIAN_DAY.fullmatch(bare):
        day, month, year = (int(part) for part in italian.groups())
    else:
        return None
    if not 1900 <= year <= 2199:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def write_number(number: Decimal) -> str:
    """`1234.5` → `1.234,5`, without useless zeros."""
    text = f"{number.normalize():,f}"
    return text.translate(str.maketrans(",.", ".,"))


def write_money(amount: Decimal) -> str:
    """`1234.5` → `1.234,50 €` with a space that does not break."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,")) + "\u00a0€"


def write_share(share: Decimal) -> str:
    """`0.3` → `30%`, `0.125` → `12,5%`."""
    return write_number((share * 100).quantize(Decimal("0.1"))) + "%"


def write_day(day: date) -> str:
    """`30/11/2026`."""
    return f"{day:%d/%m/%Y}"
