"""Numbers set by law: dated, with their source; the city profile is the base, the office adds newer values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.conf import settings

from .models import ParameterValue
from .remembered import forget, once_per_request

ADDED = "kernel.parameters.added"


@dataclass(frozen=True)
class Parameter:
    """A value in force since a day, and where it is written. Amounts are `Decimal`, counts are `int`.

    `verified` False: nobody of the office has checked it against the law yet. `act` is who decided a value that was
    added by the office; empty for those of the city profile.
    """

    key: str
    value: Decimal | int | str
    source: str
    valid_from: date
    verified: bool = True
    act: str = ""
    recorded_by: str = ""

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
    in_force = [one for one in parameter_values(key) if one.valid_from <= on]
    if not in_force:
        raise UnknownParameterError(f"{key} on {on.isoformat()}")
    return in_force[-1]


def parameter_values(key: str) -> tuple[Parameter, ...]:
    """Every value there is, earliest first; of those from one day the one that holds comes last."""
    written = [_from_profile(row) for row in settings.CITY["parameters"] if row["key"] == key]
    added = _added().get(key, ())
    return tuple(sorted([*written, *added], key=lambda one: one.valid_from))


def parameter_keys() -> tuple[str, ...]:
    """The parameters of the city profile, in its order."""
    return tuple(dict.fromkeys(row["key"] for row in settings.CITY["parameters"]))


def add_parameter_value(
    *, key: str, value: str, valid_from: date, source: str, act: str, verified: bool, recorded_by: str
) -> Parameter:
    """Append a dated value (the caller has checked who may, and writes the audit entry).

    `ValueError` when it is not of the same kind as the values there are: a whole number stays one, an amount too.
    """
    known = parameter_values(key)
    if not known:
        raise UnknownParameterError(key)
    text = value.strip().replace(",", ".")
    _check_kind(text, known[-1].value)
    row = ParameterValue.objects.create(
        key=key,
        value=text,
        valid_from=valid_from,
        source=source,
        act=act,
        verified=verified,
        recorded_by=recorded_by,
    )
    forget(ADDED)
    return _from_row(row, known[-1].value)


def _check_kind(text: str, like: Decimal | int | str) -> None:
    if isinstance(like, str):
        if not text:
            raise ValueError("empty")
        return
    if isinstance(like, int):
        if not text.isdecimal():
            raise ValueError("not a whole number")
        return
    try:
        if not Decimal(text).is_finite() or Decimal(text) < 0:
            raise ValueError("not an amount")
    except InvalidOperation as error:
        raise ValueError("not an amount") from error


def _added() -> Mapping[str, tuple[Parameter, ...]]:
    return once_per_request(ADDED, _read_added)


def _read_added() -> dict[str, tuple[Parameter, ...]]:
    kinds = {row["key"]: _value(row["value"]) for row in settings.CITY["parameters"]}
    found: dict[str, tuple[Parameter, ...]] = {}
    rows: Iterable[ParameterValue] = ParameterValue.objects.order_by("id")
    for row in rows:
        found[row.key] = (*found.get(row.key, ()), _from_row(row, kinds.get(row.key, "")))
    return found


def _from_row(row: ParameterValue, like: Decimal | int | str) -> Parameter:
    kind = type(like)
    return Parameter(
        row.key, kind(row.value), row.source, row.valid_from, row.verified, row.act, row.recorded_by
    )


def _from_profile(row: Mapping[str, Any]) -> Parameter:
    return Parameter(
        key=row["key"],
        value=_value(row["value"]),
        source=row["source"],
        valid_from=row["valid_from"],
        verified=row.get("verified", True),
    )


def _value(written: Any) -> Decimal | int | str:
    if isinstance(written, int):
        return written
    text = str(written)
    return Decimal(text) if text.replace(".", "", 1).isdigit() else text
