"""Menus put together from what the apps register in their `ready()`; `ui` itself knows none of them.

Menus: `municipal` (the four labels of the municipal model), `tasks` (beside them), `area` (personal area),
`office`, `committee`, `footer-sections`, `footer-help`, `footer-transparency`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from manifattura.kernel.counting import count_all

Menu = Literal[
    "municipal",
    "tasks",
    "area",
    "office",
    "committee",
    "footer-sections",
    "footer-help",
    "footer-transparency",
]
FOOT_MENUS: tuple[Menu, ...] = ("footer-sections", "footer-help", "footer-transparency")
Text = str | Promise
Count = Callable[[HttpRequest], "QuerySet[Any] | int"]
"""What to count, so that one statement counts for all entries; or the number."""


@dataclass(frozen=True)
class Entry:
    """One registered entry: a link with what decides whether and how it shows."""

    menu: Menu
    key: str
    label: Text
    url_name: str = ""
    href: str = ""
    order: int = 100
    icon: str = ""
    data_element: str = ""
    visible: Callable[[HttpRequest], bool] | None = None
    count: Count | None = None


@dataclass(frozen=True)
class Item:
    """One entry as a template shows it."""

    key: str
    label: Text
    url: str
    icon: str
    data_element: str
    count: int | None
    current: bool


_entries: dict[tuple[Menu, str], Entry] = {}


def register(
    menu: Menu,
    key: str,
    label: Text,
    url_name: str = "",
    *,
    href: str = "",
    order: int = 100,
    icon: str = "",
    data_element: str = "",
    visible: Callable[[HttpRequest], bool] | None = None,
    count: Count | None = None,
) -> None:
    """Add or replace an entry. Use lazy translations for `label`; `visible` and `count` receive the request."""
    _entries[menu, key] = Entry(menu, key, label, url_name, href, order, icon, data_element, visible, count)


def entries(menu: Menu) -> list[Entry]:
    """Registered entries of a menu, in order."""
    return sorted(
        (e for e in _entries.values() if e.menu == menu), key=lambda entry: (entry.order, entry.key)
    )


def _url(entry: Entry) -> str:
    return entry.href or _address(entry.url_name, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=1024)
def _address(url_name: str, *_depends_on: str | None) -> str:
    """Looked up once for each language: every page has some forty links in its menus."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""  # what is not built is not in the menu


def items(menu: Menu, request: HttpRequest) -> list[Item]:
    """What this request sees of a menu; the longest matching address is the current one."""
    shown = [
        (entry, _url(entry)) for entry in entries(menu) if entry.visible is None or entry.visible(request)
    ]
    shown = [(entry, url) for entry, url in shown if url]
    matches = [url for _, url in shown if _covers(url, request.path)]
    current = max(matches, key=len, default="")
    numbers = _numbers([entry for entry, _ in shown], request)
    return [
        Item(
            key=entry.key,
            label=entry.label,
            url=url,
            icon=entry.icon,
            data_element=entry.data_element,
            count=numbers.get(entry.key),
            current=bool(current) and url == current,
        )
        for entry, url in shown
    ]


def _numbers(shown: list[Entry], request: HttpRequest) -> dict[str, int]:
    """The number beside each entry that has one, by its key."""
    found = {entry.key: entry.count(request) for entry in shown if entry.count}
    rows = {key: count for key, count in found.items() if isinstance(count, QuerySet)}
    numbers = {key: count for key, count in found.items() if isinstance(count, int)}
    return numbers | dict(zip(rows, count_all(list(rows.values())), strict=True))


def _covers(url: str, path: str) -> bool:
    return url == path or (url != "/" and url.endswith("/") and path.startswith(url))


class Navigation:
    """The menus of one request, computed only when a template asks for them."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def municipal(self) -> list[Item]:
        return items("municipal", self._request)

    @cached_property
    def tasks(self) -> list[Item]:
        return items("tasks", self._request)

    @cached_property
    def area(self) -> list[Item]:
        return items("area", self._request)

    @cached_property
    def office(self) -> list[Item]:
        return items("office", self._request)

    @cached_property
    def committee(self) -> list[Item]:
        return items("committee", self._request)

    @cached_property
    def footer_sections(self) -> list[Item]:
        return items("footer-sections", self._request)

    @cached_property
    def footer_help(self) -> list[Item]:
        return items("footer-help", self._request)

    @cached_property
    def footer_transparency(self) -> list[Item]:
        return items("footer-transparency", self._request)
