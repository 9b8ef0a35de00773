"""The shapes of answers as they are stored and frozen (contract of the payload), and what could not be read."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import FieldType

UNREADABLE = "unreadable"
SEAT_PARTS = ("address", "postal_code", "nil", "municipio")
STAMP_PARTS = ("status", "number", "date", "ground", "other")
EXPENSE_PARTS = ("category", "description", "amount")
LONGEST_TEXT = 20_000
MOST_ROWS = 200

_MONEY = re.compile(r"(0|[1-9][0-9]{0,11})\.[0-9]{2}")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?")


def unreadable(text: str) -> dict[str, str]:
    """What the person wrote and we could not read: kept in the draft so that nothing is lost."""
    return {UNREADABLE: text[:LONGEST_TEXT]}


def unreadable_text(value: Any) -> str | None:
    """The text kept as it was written, or None when the value was read."""
    if isinstance(value, Mapping) and set(value) == {UNREADABLE}:
        return str(value[UNREADABLE])
    return None


SEALED = "sealed"
"""The one member of a sealed answer as it is stored and frozen (`sealed.py`)."""


def is_sealed(value: Any) -> bool:
    """Whether a stored answer is a closed envelope."""
    return isinstance(value, Mapping) and set(value) == {SEALED}


def is_empty(value: Any) -> bool:
    """Whether nothing was answered; `False` (a "no") is an answer."""
    if isinstance(value, Mapping):
        return all(part in (None, "") for part in value.values())
    return value is None or value in ("", [])


def has_shape(kind: FieldType, value: Any) -> bool:
    """Whether a stored value has the shape of its kind: nothing else may enter a draft."""
    if value is None or _is_kept_text(value):
        return True
    return _SHAPES[kind](value)


def _is_kept_text(value: Any) -> bool:
    text = unreadable_text(value)
    return text is not None and len(text) <= LONGEST_TEXT


def _text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT and _is_writable(value)


def _is_writable(text: str) -> bool:
    # PostgreSQL refuses NUL, UTF-8 refuses half a surrogate pair
    return "\x00" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _money(value: Any) -> bool:
    return isinstance(value, str) and _MONEY.fullmatch(value) is not None


def _number(value: Any) -> bool:
    return isinstance(value, str) and _NUMBER.fullmatch(value) is not None


def _day(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _texts(value: Any) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and len(value) <= 200
        and all(map(_text, value))
    )


def _seat(value: Any) -> bool:
    if not isinstance(value, Mapping) or not set(value) <= set(SEAT_PARTS):
        return False
    words = all(_text(value.get(part, "")) for part in ("address", "postal_code"))
    return words and all(_area(value.get(part)) for part in ("nil", "municipio"))


def _area(value: Any) -> bool:
    return value is None or (type(value) is int and 0 <= value <= 32_767)


def _expenses(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_ROWS and all(map(_expense, value))


def _expense(row: Any) -> bool:
    if not isinstance(row, Mapping) or not set(row) <= set(EXPENSE_PARTS):
        return False
    amount = row.get("amount", "")
    readable = amount == "" or _money(amount) or _is_kept_text(amount)
    return readable and _text(row.get("category", "")) and _text(row.get("description", ""))


def _stamp(value: Any) -> bool:
    if not isinstance(value, Mapping) or not set(value) <= set(STAMP_PARTS):
        return False
    day = value.get("date", "")
    readable = day == "" or _day(day) or _is_kept_text(day)
    return readable and all(_text(value.get(part, "")) for part in STAMP_PARTS if part != "date")


def _never(value: Any) -> bool:
    # files and declarations have rows of their own, computed answers are never stored in a draft
    return False


_SHAPES = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _day,
    FieldType.YES_NO: lambda value: isinstance(value, bool),
    FieldType.CHOICE: _text,
    FieldType.CHOICES: _texts,
    FieldType.SEAT: _seat,
    FieldType.EXPENSES: _expenses,
    FieldType.FILE: _never,
    FieldType.DECLARATION: _never,
    FieldType.COMPUTED: _never,
    FieldType.STAMP_DUTY: _stamp,
    # a group is judged with its own questions: `groups.has_group_shape`
    FieldType.GROUP: _never,
}


def amount_of(row: Mapping[str, Any]) -> Decimal | None:
    """The amount of an expense row, None when it is missing or could not be read."""
    amount = row.get("amount", "")
    return Decimal(amount) if _money(amount) else None
