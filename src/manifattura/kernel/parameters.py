"""Numbers set by law: dated, with their source, read from the city profile; never a constant in code."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Parameter:
    """A value in force since a day, and where it is written. Amounts are `Decimal`, counts are `int`."""

    key: str
    value: Decimal | int | str
    source: str
    valid_from: date

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value)

    @property
    def count(self) -> int:
        return int(self.value)


class UnknownParameterError(LookupError):
    """No value of this parameter is in force on the day asked for."""


def legal_parameter(key: str, on: date) -> Parameter:
    """The value in force on the day `on`; raises `UnknownParameterError` when there is none."""
    in_force = [row for row in settings.CITY["parameters"] if row["key"] == key and row["valid_from"] <= on]
    if not in_force:
        raise UnknownParameterError(f"{key} on {on.isoformat()}")
    row = max(in_force, key=lambda candidate: candidate["valid_from"])
    return Parameter(key=key, value=_value(row["value"]), source=row["source"], valid_from=row["valid_from"])


def _value(written: Any) -> Decimal | int | str:
    if isinstance(written, int):
        return written
    text = str(written)
    return Decimal(text) if text.replace(".", "", 1).isdigit() else text
