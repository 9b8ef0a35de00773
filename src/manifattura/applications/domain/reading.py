"""From what a form posts to stored answers: nothing that a person wrote is thrown away."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import FieldType, FormField, FormSection

from .groups import MOST_ITEMS
from .italian import parse_day, parse_money, parse_number
from .values import EXPENSE_PARTS, LONGEST_TEXT, MOST_ROWS, SEAT_PARTS, STAMP_PARTS, unreadable

Posted = Mapping[str, Sequence[str]]
"""Name of the control → its values, as browsers send them."""

YES, NO = "yes", "no"
UNWRITTEN = (FieldType.FILE, FieldType.DECLARATION, FieldType.COMPUTED)
"""Questions that are not answered by writing."""

PRESENT = "-present"
"""Suffix of the hidden control that says "this list of ticks was on the page": no tick posts nothing."""


def read_section(section: FormSection, posted: Posted) -> dict[str, Any]:
    """Field key → stored value, for every field that was posted; the others are absent, not emptied."""
    read: dict[str, Any] = {}
    for form_field in section.fields:
        if form_field.sealed or form_field.type in UNWRITTEN:
            continue
        if was_posted(form_field, posted):
            read[form_field.key] = read_field(form_field, posted)
    return read


def was_posted(form_field: FormField, posted: Posted) -> bool:
    """Whether the page sent this field."""
    key = form_field.key
    if form_field.type is FieldType.SEAT:
        return any(f"{key}-{part}" in posted for part in SEAT_PARTS)
    if form_field.type is FieldType.STAMP_DUTY:
        return any(f"{key}-{part}" in posted for part in STAMP_PARTS)
    if form_field.type in (FieldType.EXPENSES, FieldType.GROUP):
        return any(name.startswith(f"{key}-") for name in posted)
    return key in posted or f"{key}{PRESENT}" in posted


def read_field(form_field: FormField, posted: Posted) -> Any:
    """The stored value of a posted field; None when it was left empty."""
    if form_field.type is FieldType.GROUP:
        return _group(form_field, posted)
    return _READERS[form_field.type](form_field.key, posted)


def _one(name: str, posted: Posted) -> str:
    values = posted.get(name, ())
    return clean(values[-1]) if values else ""


def clean(text: str) -> str:
    """Trimmed, with one kind of line break, without signs that cannot be stored."""
    kept = "".join(sign for sign in text if sign != "\x00" and not "\ud800" <= sign <= "\udfff")
    return kept.replace("\r\n", "\n").replace("\r", "\n").strip()[:LONGEST_TEXT]


def _text(name: str, posted: Posted) -> Any:
    return _one(name, posted) or None


def _parsed(name: str, posted: Posted, parse: Callable[[str], Any], write: Callable[[Any], str]) -> Any:
    text = _one(name, posted)
    if not text:
        return None
    value = parse(text)
    return unreadable(text) if value is None else write(value)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, places = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    digits = digits.lstrip("0") or "0"
    return f"{sign}{digits}.{places}" if places else ("0" if digits == "0" else f"{sign}{digits}")


def _short_number(text: str) -> Decimal | None:
    number = parse_number(text)
    if number is None or abs(number) >= 10**18 or -int(number.as_tuple().exponent) > 6:
        return None
    return number


def _number(name: str, posted: Posted) -> Any:
    return _parsed(name, posted, _short_number, _plain)


def _money(name: str, posted: Posted) -> Any:
    return _parsed(name, posted, parse_money, lambda amount: format(amount, ".2f"))


def _day(name: str, posted: Posted) -> Any:
    return _parsed(name, posted, parse_day, date.isoformat)


def _yes_no(name: str, posted: Posted) -> Any:
    return {YES: True, NO: False}.get(_one(name, posted))


def _choices(name: str, posted: Posted) -> Any:
    chosen = [clean(value) for value in posted.get(name, ())]
    return list(dict.fromkeys(value for value in chosen if value))[:200] or None


def _seat(name: str, posted: Posted) -> Any:
    seat: dict[str, Any] = {
        "address": _one(f"{name}-address", posted),
        "postal_code": _one(f"{name}-postal_code", posted),
        "nil": _area(_one(f"{name}-nil", posted)),
        "municipio": _area(_one(f"{name}-municipio", posted)),
    }
    return seat if any(part not in (None, "") for part in seat.values()) else None


def _area(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _expenses(name: str, posted: Posted) -> Any:
    rows = []
    for number in row_numbers(name, posted)[:MOST_ROWS]:
        prefix = f"{name}-{number}"
        row = {
            "category": _one(f"{prefix}-category", posted),
            "description": _one(f"{prefix}-description", posted),
            "amount": _money(f"{prefix}-amount", posted) or "",
        }
        if any(row.values()):
            rows.append(row)
    return rows or None


def row_numbers(name: str, posted: Posted, parts: Collection[str] = EXPENSE_PARTS) -> list[int]:
    """Numbers of the rows that a table or a group posted, in order."""
    numbers: set[int] = set()
    for control in posted:
        if control.startswith(f"{name}-"):
            number, _, part = control[len(name) + 1 :].partition("-")
            known = part in parts or part.removesuffix(PRESENT) in parts
            if known and number.isascii() and number.isdigit() and len(number) <= 4:
                numbers.add(int(number))
    return sorted(numbers)


def where_written(form_field: FormField, where: str, posted: Posted) -> str:
    """`expenses.0.amount`, said of the answers, as the page numbers it: rows left empty there are no answers."""
    key, _, rest = where.partition(".")
    number, _, part = rest.partition(".")
    if not part or form_field.type not in (FieldType.EXPENSES, FieldType.GROUP):
        return where
    parts = EXPENSE_PARTS if form_field.type is FieldType.EXPENSES else [one.key for one in form_field.fields]
    rows = [
        row
        for row in row_numbers(key, posted, parts)
        if any(_one(f"{key}-{row}-{name}", posted) for name in parts)
    ]
    return f"{key}.{rows[int(number)]}.{part}" if int(number) < len(rows) else where


def _group(form_field: FormField, posted: Posted) -> Any:
    """Items with at least one answer; those left empty are no items."""
    inner = {item.key: item.type for item in form_field.fields}
    items = []
    for number in row_numbers(form_field.key, posted, inner)[:MOST_ITEMS]:
        prefix = f"{form_field.key}-{number}"
        item = {key: _READERS[kind](f"{prefix}-{key}", posted) for key, kind in inner.items()}
        item = {key: value for key, value in item.items() if value is not None}
        if item:
            items.append(item)
    return items or None


def _stamp(name: str, posted: Posted) -> Any:
    number = _one(f"{name}-number", posted)
    digits = "".join(sign for sign in number if sign not in " .-\u00a0")
    stamp = {
        "status": _one(f"{name}-status", posted),
        "number": digits if digits.isdigit() else number,
        "date": _day(f"{name}-date", posted) or "",
        "ground": _one(f"{name}-ground", posted),
        "other": _one(f"{name}-other", posted),
    }
    kept = {part: value for part, value in stamp.items() if value}
    return kept or None


_READERS: dict[FieldType, Callable[[str, Posted], Any]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _day,
    FieldType.YES_NO: _yes_no,
    FieldType.CHOICE: _text,
    FieldType.CHOICES: _choices,
    FieldType.SEAT: _seat,
    FieldType.EXPENSES: _expenses,
    FieldType.STAMP_DUTY: _stamp,
}
