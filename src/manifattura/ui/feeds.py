"""Feeds of the public lists: apps register theirs in `ready()`; every public page says where they are."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Feed:
    """One feed as a page names it."""

    key: str
    label: str | Promise
    address: str


_registered: dict[str, tuple[str | Promise, str]] = {}


def register(key: str, label: str | Promise, url_name: str) -> None:
    """Add or replace a feed: `key` is the name of its list."""
    _registered[key] = (label, url_name)


def feeds() -> list[Feed]:
    """In the order of registration, in the active language."""
    found = []
    for key, (label, url_name) in _registered.items():
        try:
            found.append(Feed(key, label, reverse(url_name)))
        except NoReverseMatch:
            continue
    return found
