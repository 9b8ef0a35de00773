"""Pages of the tree: by address in one statement, by kind in one more. Nothing here asks Wagtail's sites or locales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import get_language
from wagtail.models import Page

from ..domain.addresses import DEFAULT, address_of
from ..models import PublicPage
from .scheduled import is_shown

Kind = TypeVar("Kind", bound=PublicPage)
LANGUAGES = ("it", "en")


@dataclass(frozen=True)
class Crumb:
    """A page above the one shown."""

    title: str
    path: str


@dataclass(frozen=True)
class FoundPage:
    """A live page at an address: the languages it lives in, the pages above it, whether it is shown untranslated."""

    page: PublicPage
    languages: tuple[str, ...]
    above: tuple[Crumb, ...]
    is_untranslated: bool


def active_language() -> str:
    language = (get_language() or DEFAULT).split("-")[0]
    return language if language in LANGUAGES else DEFAULT


def page_at(path: str, language: str) -> FoundPage | None:
    """The live page at `novita/una-notizia/` in this language; the Italian one where there is no other."""
    steps = [step for step in path.split("/") if step]
    inner = ["/".join(steps[:count]) + "/" if count else "" for count in range(len(steps) + 1)]
    wanted = {f"/{code}/{one}" for code in LANGUAGES for one in inner}
    rows = {row.url_path: row for row in Page.objects.filter(is_shown(), url_path__in=wanted).only(
        "id", "url_path", "title", "content_type", "locale", "path", "depth", "numchild")}  # fmt: skip
    languages = tuple(code for code in LANGUAGES if f"/{code}/{inner[-1]}" in rows)
    if not languages:
        return None
    shown = language if language in languages else languages[0]
    target = rows[f"/{shown}/{inner[-1]}"].specific
    if not isinstance(target, PublicPage):
        return None
    above = [
        Crumb(row.title, f"/{one}")
        for one in inner[1:-1]
        if (row := rows.get(f"/{language}/{one}") or rows.get(f"/{DEFAULT}/{one}"))
    ]
    return FoundPage(target, languages, tuple(above), is_untranslated=shown != language)


def pages_of(model: type[Kind], language: str, *order: str) -> list[Kind]:
    """All live pages of a kind in a language, in the tree's order unless another is given."""
    found = model.objects.filter(is_shown(), url_path__startswith=f"/{language}/")
    return list(found.order_by(*(order or ("path",))))


def pages_below(page: PublicPage) -> list[Page]:
    """Live pages right under one."""
    return list(page.get_children().filter(is_shown()).specific())


def pages_on_topics(
    codes: Sequence[str], language: str, models: Sequence[type[PublicPage]]
) -> list[PublicPage]:
    """Pages of these kinds that carry one of the topics."""
    found: list[PublicPage] = []
    for model in models:
        rows = model.objects.filter(
            is_shown(), url_path__startswith=f"/{language}/", topics__overlap=list(codes)
        )
        found.extend(rows.order_by("title")[:50])
    return found


@dataclass(frozen=True)
class Branch:
    """A page of the tree with those below it, for the site map."""

    title: str
    path: str
    below: list[Branch]


def tree_of(language: str) -> list[Branch]:
    """The live pages of a language as a tree, home left out; one statement."""
    rows = Page.objects.filter(is_shown(), url_path__startswith=f"/{language}/", depth__gt=2).order_by("path")
    top: list[Branch] = []
    branches: dict[str, Branch] = {}
    for row in rows.only("title", "url_path", "path", "depth"):
        branch = Branch(row.title, address_of("/" + row.url_path.split("/", 2)[2], language), [])
        branches[row.path] = branch
        above = branches.get(row.path[: -Page.steplen])
        (above.below if above else top).append(branch)
    return top


def tree_addresses() -> list[dict[str, str]]:
    """For each live page the languages it lives in, with its address in each; one statement."""
    found: dict[str, dict[str, str]] = {}
    for url_path in (
        Page.objects.filter(is_shown(), depth__gt=1).order_by("path").values_list("url_path", flat=True)
    ):
        _empty, code, inner = url_path.split("/", 2)
        found.setdefault(inner, {})[code] = address_of(f"/{inner}", code)
    return list(found.values())
