"""Makes the tree of pages that the site counts on, in both languages, from the files of the city's profile."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from manifattura.kernel.clock import now

from .. import models as kinds
from ..domain.plain_prose import to_html
from ..models import PublicPage
from .refresh_search import refresh_search

LANGUAGES = (("it", "Italiano"), ("en", "English"))
PROSE = {
    "addressed_to", "how_to", "needed", "obtained", "times", "cost", "access_text", "conditions",
}  # fmt: skip
RICH = {"text", "answer"}
"""Fields of pages, and of pieces of a body, that hold tags."""


def found_site() -> int:
    """Add the pages of the profile that are not there; those that are stay as editors left them. How many were added."""
    return add_pages(_pages(sorted((Path(settings.CITY["nil_csv"]).parent / "pages").glob("*.toml"))))


def add_pages(pages: Iterable[Mapping[str, Any]]) -> int:
    """These pages, as the files of the profile write them, each under the page its address names; one transaction."""
    added = 0
    with transaction.atomic(), disable_reference_index_auto_update():
        locales = _locales()
        for written in pages:
            added += _add(written, locales)
        if added:
            _settle_site(locales)
    if added:
        refresh_search(kinds=["page"])
    return added


def _locales() -> dict[str, Locale]:
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in LANGUAGES}


def _pages(files: list[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        yield from tomllib.loads(file.read_text(encoding="utf-8"))["page"]


def _add(written: Mapping[str, Any], locales: Mapping[str, Locale]) -> int:
    path = written["path"].strip("/")
    wanted = [f"/{code}/{path}/" if path else f"/{code}/" for code in locales]
    if Page.objects.filter(url_path__in=wanted).exists():
        return 0
    model: type[PublicPage] = getattr(kinds, written["kind"])
    key = uuid5(NAMESPACE_URL, f"page:{path}")
    common = {
        name: value
        for name, value in written.items()
        if name not in ("path", "kind", "kind_of_text", "it", "en")
    }
    if "kind_of_text" in written:
        common["kind"] = written["kind_of_text"]
    for code, locale in locales.items():
        fields = {**common, **written[code]}
        page = model(
            **{name: _value(model, path, name, value) for name, value in fields.items()},
            slug=path.rpartition("/")[2] or code,
            locale=locale,
            translation_key=key,
            live=True,
            first_published_at=now(),
            last_published_at=now(),
        )
        parent = (
            Page.objects.get(url_path=f"/{code}/{path.rpartition('/')[0]}/".replace("//", "/"))
            if path
            else _root()
        )
        parent.add_child(instance=page)
    return 1


def _root() -> Page:
    root = Page.get_first_root_node()
    return (
        root
        if root is not None
        else Page.add_root(instance=Page(title="Root", slug="root", locale=_locales()["it"]))
    )


def _settle_site(locales: Mapping[str, Locale]) -> None:
    """One site, whose root is the Italian home; the page that Wagtail begins with goes."""
    home = Page.objects.filter(url_path="/it/").get()
    Site.objects.exclude(root_page=home).delete()
    if not Site.objects.exists():
        Site.objects.create(
            hostname="localhost", root_page=home, is_default_site=True, site_name=settings.CITY["programme"]
        )
    for page in Page.objects.filter(depth=2).exclude(url_path__in=[f"/{code}/" for code in locales]):
        page.delete()


def _value(model: type[PublicPage], path: str, name: str, value: Any) -> Any:
    if name in PROSE and model is kinds.ServicePage:
        return to_html(value)
    if name == "body":
        return [_piece(f"{path}#{number}", piece) for number, piece in enumerate(value)]
    return value


def _piece(place: str, piece: Mapping[str, Any]) -> dict[str, Any]:
    """A piece of a body as Wagtail stores it; its id is the same in both languages, so that translations meet."""
    value = {name: _inner(place, name, part) for name, part in piece.items() if name != "type"}
    return {"type": piece["type"], "value": value, "id": str(uuid5(NAMESPACE_URL, place))}


def _inner(place: str, name: str, part: Any) -> Any:
    if isinstance(part, list):
        return [
            {
                "type": "item",
                "id": str(uuid5(NAMESPACE_URL, f"{place}.{name}.{number}")),
                "value": {
                    key: to_html(text) if key in RICH and name == "questions" else text
                    for key, text in one.items()
                },
            }
            for number, one in enumerate(part)
        ]
    return to_html(part) if name in RICH else part
