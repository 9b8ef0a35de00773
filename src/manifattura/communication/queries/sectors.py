"""Sectors of activity in words, for choosing: the official Italian names, English ones beside; found by what firms make."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from manifattura.organisations.queries.ateco import prefix_title, search_ateco, sections

from ..domain.sectors import DIVISIONS, SECTIONS
from .pages import active_language

PREFIX = "sector:"
MOST = 5_000


def sector_options() -> list[tuple[str, str]]:
    """(value, name): each section followed by its divisions, in the active language."""
    return list(_options(active_language()))


def find_sectors(words: str) -> dict[str, str]:
    """By value the activity that was found below it: "gioielli" gives its division, which does not name them.

    The list of activities is Italian: in other languages only the names of sectors are searched, by whoever asks.
    """
    found: dict[str, str] = {}
    for code, title in search_ateco(words, limit=MOST):
        found.setdefault(f"{PREFIX}{code[:2]}", title)
    return found


def sectors_of(filters: frozenset[str]) -> set[str]:
    return {one.removeprefix(PREFIX) for one in filters if one.startswith(PREFIX)}


def _options(language: str) -> Iterator[tuple[str, str]]:
    names = _names(language)
    letters = sections()
    last = ""
    for division in DIVISIONS:
        letter = letters[division]
        if letter != last:
            yield f"{PREFIX}{letter}", _("Tutto il settore: {name}").format(name=names[letter])
            last = letter
        yield f"{PREFIX}{division}", names[division]


@lru_cache(maxsize=2)
def _names(language: str) -> dict[str, str]:
    if language == "en":
        return SECTIONS | DIVISIONS
    return {key: prefix_title(key) for key in (*SECTIONS, *DIVISIONS)}
