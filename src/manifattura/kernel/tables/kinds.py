"""The kinds of table that an office may import: each app says once how its own are read, written and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Protocol

from django.utils.functional import Promise

from .check import Checked, Rules

Foreseen = Literal["new", "changed", "same"]
"""What the row will do: enter, update what is known, nothing."""


class Written(Protocol):
    """How many rows did what."""

    @property
    def created(self) -> int: ...
    @property
    def updated(self) -> int: ...
    @property
    def unchanged(self) -> int: ...


@dataclass(frozen=True)
class Kind:
    """A kind of table. The city's ground and the people are given as they are: the kernel knows neither."""

    key: str
    """As the command line and the stored imports name it."""
    slug: str
    """As it stands in addresses."""
    title: Promise
    columns: Mapping[str, Promise]
    """The name that people read for each column of the rules, in their order."""
    rules: Callable[[Any, date], Rules]
    foreseen: Callable[[Checked], Mapping[int, Foreseen]]
    """By the row's number, for rows that would be written."""
    write: Callable[..., Written]
    may: Callable[[Any], bool]
    list_url: str
    """Name of the address where the result is seen."""
    name_of: Callable[[Mapping[str, Any]], str]
    """A row in a few words, so that a person finds it."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called once by the app, when it is ready."""
    _kinds[kind.key] = kind


def kinds() -> tuple[Kind, ...]:
    return tuple(_kinds.values())


def kind_of(key: str) -> Kind:
    """Raises `KeyError`."""
    return _kinds[key]
