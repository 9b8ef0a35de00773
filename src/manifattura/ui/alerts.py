"""What people may be told of by e-mail when it is new: each app registers its sources in `ready()`; `ui` knows none of them.

The alerts (`communication`) ask each source what became public in a stretch of time, for the filters a person chose.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode


@dataclass(frozen=True)
class NewThing:
    """One thing in the active language; `address` is a path of this site."""

    title: str
    address: str
    text: str = ""


@dataclass(frozen=True)
class Choices:
    """Filters of one kind that a person may tick: kinds of call, quarters. `options` gives (value, label).

    A long list can be sifted by its labels; `find` gives more values for the words of a person, and why each.
    """

    key: str
    label: str | Promise
    options: Callable[[], Sequence[tuple[str, str | Promise]]]
    help: str | Promise = ""
    find: Callable[[str], Mapping[str, str]] | None = None


@dataclass(frozen=True)
class Search:
    """A search of a public list that a person may keep: the question of its address is a filter like any other.

    `read(question)`: the question as it is kept, empty when it asks nothing. `words(question)`: in the active language.
    """

    label: str | Promise
    read: Callable[[str], str]
    words: Callable[[str], str]


KEPT = "cerca:"
"""Before a kept search among the filters of its source."""
MOST_SEARCHES = 10


Read = Callable[[datetime, datetime, frozenset[str]], Sequence[NewThing]]


@dataclass(frozen=True)
class Source:
    """`read(since, until, filters)`: what became public after `since`, up to `until`; no filters: all of it.

    Something is in one stretch only, however often it is changed after. Values of all choices are one set, so they
    differ between choices; how choices of two kinds meet is for the source to say.
    """

    key: str
    label: str | Promise
    read: Read
    choices: tuple[Choices, ...] = ()
    order: int = 100
    search: Search | None = None

    def kept(self, filters: Iterable[str]) -> list[str]:
        """Of these filters, those that are searches of this source as it would keep them; each once, at most ten."""
        if self.search is None:
            return []
        asked = [one.removeprefix(KEPT) for one in filters if one.startswith(KEPT)]
        found = dict.fromkeys(kept for one in asked if (kept := self.search.read(one)))
        return [f"{KEPT}{one}" for one in found][:MOST_SEARCHES]

    def search_words(self, kept: str) -> str:
        """A kept search in words."""
        return self.search.words(kept.removeprefix(KEPT)) if self.search else ""


_sources: dict[str, Source] = {}


def register(
    key: str,
    label: str | Promise,
    read: Read,
    *,
    choices: tuple[Choices, ...] = (),
    order: int = 100,
    search: Search | None = None,
) -> None:
    """Add or replace a source. `read` is called in a job, with the person's language active."""
    _sources[key] = Source(key, label, read, choices, order, search)


def sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda source: (source.order, source.key))


_pages: list[str] = []


def register_page(url_name: str) -> None:
    """Where alerts are asked for; called once by the app that sends them."""
    _pages[:] = [url_name]


def search_address(key: str, question: str) -> str:
    """Where one asks to be told of what a search will find, of all without a question; empty where there are no alerts."""
    if not _pages or key not in _sources:
        return ""
    return f"{reverse(_pages[0])}?{urlencode({key: question})}"
