"""The chronology of what the programme published: calls, amendments, rankings, in one order of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.calls.queries.chronology import edition_rows
from manifattura.evaluation.queries.chronology import ranking_rows


@dataclass(frozen=True)
class NewsItem:
    """One publication. `kind`: call, amendment, provisional, final; `session`: 0 where the call has no sessions."""

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
    def code(self) -> str:
        """What the item's drawing is made from."""
        of_session = f"-s{self.session}" if self.session else ""
        return f"{self.slug}-{self.kind}{of_session}-{self.version}"

    @property
    def url(self) -> str:
        """The page of the ranking, of its session where there are several, or of the call."""
        address = reverse("evaluation:ranking" if self.is_ranking else "calls:detail", args=[self.slug])
        return f"{address}?sessione={self.session}" if self.session else address


def news_rows() -> "QuerySet[Any, dict[str, Any]]":
    """All publications, newest first, as rows: count and slice it, then read the rows with `news_item`."""
    rows: QuerySet[Any, dict[str, Any]] = edition_rows()
    return rows.union(ranking_rows(), all=True).order_by("-at", "slug", "-number")


def latest_news(count: int) -> list[NewsItem]:
    return [news_item(row) for row in news_rows()[:count]]


def news_item(row: Mapping[str, Any]) -> NewsItem:
    """The item a row stands for, titled in the active language."""
    kind = str(row["kind"])
    if kind == "edition":
        kind = "call" if row["number"] == 1 else "amendment"
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
