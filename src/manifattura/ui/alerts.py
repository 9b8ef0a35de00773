"""What people may be told of by e-mail when it is new: each app registers its sources in `ready()`; `ui` knows none of them.

The alerts (`communication`) ask each source what became public in a stretch of time, for the filters a person chose.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class NewThing:
    """One thing in the active language; `address` is a path of this site."""

    title: str
    address: str
    text: str = ""


@dataclass(frozen=True)
class Choices:
    """Filters of one kind that a person may tick: kinds of call, quarters. `options` gives (value, label)."""

    key: str
    label: str | Promise
    options: Callable[[], Sequence[tuple[str, str | Promise]]]


Read = Callable[[datetime, datetime, frozenset[str]], Sequence[NewThing]]


@dataclass(frozen=True)
class Source:
    """`read(since, until, filters)`: what became public after `since`, up to `until`; no filters: all of it.

    Something is in one stretch only, however often it is changed after. Values of all choices are one set, so they
    differ between choices; whatever fits one of them is meant.
    """

    key: str
    label: str | Promise
    read: Read
    choices: tuple[Choices, ...] = ()
    order: int = 100


_sources: dict[str, Source] = {}


def register(
    key: str, label: str | Promise, read: Read, *, choices: tuple[Choices, ...] = (), order: int = 100
) -> None:
    """Add or replace a source. `read` is called in a job, with the person's language active."""
    _sources[key] = Source(key, label, read, choices, order)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.key))
