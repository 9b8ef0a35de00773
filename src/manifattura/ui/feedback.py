"""The question at the foot of public pages and at the end of services: the app that keeps the answers registers here.

`ui` draws the question; which answers there are, and where they go, it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Choices = Sequence[tuple[str, "str | Promise"]]


@dataclass(frozen=True)
class Keeper:
    """Where answers are sent, and the fixed answers of the two branches: 1–3 stars, 4–5 stars."""

    url_name: str
    difficult: Choices
    liked: Choices


_keeper: Keeper | None = None
_services: dict[str, str | Promise] = {}


def register(keeper: Keeper) -> None:
    global _keeper  # noqa: PLW0603 - one for the site, told in ready()
    _keeper = keeper


def register_service(key: str, label: str | Promise) -> None:
    """A service whose end asks how easy it was; `key` stands in the page, `label` in the office's results."""
    _services[key] = label


def keeper() -> Keeper | None:
    return _keeper


def services() -> dict[str, str | Promise]:
    return dict(_services)


def address() -> str:
    """Where the form is sent; "" where nobody keeps answers."""
    try:
        return reverse(_keeper.url_name) if _keeper else ""
    except NoReverseMatch:
        return ""
