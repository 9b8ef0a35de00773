"""What is new, in one order of time: what the system published (calls, amendments, rankings) and what the office wrote."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.calls.queries.chronology import edition_rows
from manifattura.evaluation.queries.chronology import ranking_rows

from ..domain.addresses import address_of
from ..models import NewsPage
from .pages import active_language
from .scheduled import is_shown

WRITTEN = tuple(NewsPage.Category.values)
"""Kinds of news that the office wrote: a page of the tree each."""


@dataclass(frozen=True)
class NewsItem:
    """One piece of news. `kind`: call, amendment, provisional, final, or the category of a written one.

    `slug` is the call's, or the address of the page in the tree; `session`: 0 where the call has no sessions.
    """

    kind: str
    at: datetime
    slug: str
    title: str
    version: int
    act_number: str
    act_on: date | None
    note: str
    is_sample: bool
    session: int = 0

    @property
    def is_ranking(self) -> bool:
        return self.kind in ("provisional", "final")

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN

    @property
    def note_language(self) -> str:
        """Of the note: acts are written in Italian only, pages of the office in the language they are read in (WCAG 3.1.2)."""
        return active_language() if self.is_written else "it"

    @property
    def code(self) -> str:
        """What the item's drawing is made from."""
        if self.is_written:
            return self.slug
        of_session = f"-s{self.session}" if self.session else ""
        return f"{self.slug}-{self.kind}{of_session}-{self.version}"

    @property
    def url(self) -> str:
        """The page of the news, of the ranking (of its session where there are several), or of the call."""
        if self.is_written:
            return address_of(self.slug, active_language())
        address = reverse("evaluation:ranking" if self.is_ranking else "calls:detail", args=[self.slug])
        return f"{address}?sessione={self.session}" if self.session else address


def news_rows() -> "QuerySet[Any, dict[str, Any]]":
    """All publications, newest first, as rows: count and slice it, then read the rows with `news_item`."""
    rows: QuerySet[Any, dict[str, Any]] = edition_rows()
    return rows.union(ranking_rows(), written_rows(), all=True).order_by("-at", "slug", "-number")


def written_rows() -> "QuerySet[Any, dict[str, Any]]":
    """One row per live page of news in the active language, with the columns of `edition_rows`; unordered."""
    rows: Any = (
        NewsPage.objects.filter(is_shown(), url_path__startswith=f"/{active_language()}/")
        .order_by()
        .annotate(
            kind=Cast("category", CharField()),
            at=Cast("day", DateTimeField()),
            address=F("url_path"),
            words=Cast("title", TextField()),
            words_en=Value(None, output_field=TextField()),
            number=Value(0, output_field=IntegerField()),
            act=Value("", output_field=TextField()),
            act_day=Value(None, output_field=DateField()),
            text=Cast("lead", TextField()),
            sample=Case(
                When(is_sample=True, then=Value("true")), default=Value("false"), output_field=TextField()
            ),
            session=Value(0, output_field=IntegerField()),
        )
        .values_list(
            "kind",
            "at",
            "address",
            "words",
            "words_en",
            "number",
            "act",
            "act_day",
            "text",
            "sample",
            "session",
        )
    )
    return rows  # type: ignore[no-any-return]


def latest_news(count: int) -> list[NewsItem]:
    return [news_item(row) for row in news_rows()[:count]]


def news_item(row: Mapping[str, Any]) -> NewsItem:
    """The item a row stands for, titled in the active language."""
    kind = str(row["kind"])
    if kind == "edition":
        kind = "call" if row["number"] == 1 else "amendment"
    if kind in WRITTEN:
        row = {**row, "slug": "/" + str(row["slug"]).split("/", 2)[2]}
    english = (get_language() or "it").startswith("en")
    title, session = (row["title_en"] if english else "") or row["title"] or row["slug"], row["session"]
    return NewsItem(
        kind=kind,
        at=row["at"],
        slug=row["slug"],
        title=_("%(title)s, sessione %(number)s") % {"title": title, "number": session} if session else title,
        version=row["number"],
        act_number=row["act"] or "",
        act_on=row["act_day"],
        note=row["text"] or "",
        is_sample=row["sample"] == "true",
        session=session,
    )
