"""What waits for an office, on its first page: this app's lines, and those that the apps above register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class OfficeLine:
    """`count` of what waits, `text` in the number of the count, `href` where it is worked off, `where` (call, session)."""

    count: int
    text: str
    href: str
    where: str = ""
    late: bool = False


Lines = Callable[["Person"], Iterable[OfficeLine]]
_registered: list[Lines] = []


def register_office_lines(lines: Lines) -> None:
    """Called once per app, in its `ready()`; lines with nothing waiting are not shown."""
    _registered.append(lines)


def registered_lines(person: Person) -> list[OfficeLine]:
    return [line for lines in _registered for line in lines(person)]
