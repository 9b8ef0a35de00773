"""What the public search finds: each app registers its own things in its `ready()`; `ui` itself knows none of them.

The search (`communication`) keeps a table of what the sources give, and reads a source again when `changed` is sent.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.dispatch import Signal
from django.utils.functional import Promise


@dataclass(frozen=True)
class Findable:
    """One thing in one language: `key` names it within its kind, `text` is what is searched and quoted."""

    key: str
    language: str
    title: str
    text: str
    address: str
    topics: tuple[str, ...] = ()
    """Topics of the site, and areas as `nil:77`."""
    weight: float = 1.0
    at: datetime | None = None


@dataclass(frozen=True)
class Source:
    """A kind of things: its plural as people read it, and how to read all that is public of it now."""

    kind: str
    label: str | Promise
    read: Callable[[], Iterable[Findable]]
    order: int = 100
    still_public: Callable[[Collection[str]], set[str]] | None = None
    """Which of these keys may be shown now: for things that leave without anybody saying so here."""


changed = Signal()
"""Sent with `kind=` after something of a kind was published, changed or taken away."""

_sources: dict[str, Source] = {}


def register(
    kind: str,
    label: str | Promise,
    read: Callable[[], Iterable[Findable]],
    *,
    order: int = 100,
    still_public: Callable[[Collection[str]], set[str]] | None = None,
) -> None:
    """Add or replace a source. Call it in `ready()`; `read` is called in a transaction, never at a request."""
    _sources[kind] = Source(kind, label, read, order, still_public)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.kind))
