"""What visitors said, page by page and service by service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Max, Q, QuerySet
from wagtail.models import Page

from manifattura.ui.feedback import services

from ..domain.feedback import Distribution, FeedbackKind, distribution
from ..models import Feedback

ORDERS = {"worst": ("average", "-many"), "most": ("-many", "average"), "latest": ("-latest",)}


@dataclass(frozen=True)
class Rated:
    """One page or service with its answers in short."""

    kind: str
    subject: str
    title: str
    many: int
    average: Decimal
    low: int
    texts: int

    @property
    def href(self) -> str:
        return self.subject if self.kind == FeedbackKind.PAGE else ""


def rated_subjects(kind: str = "", order: str = "worst") -> QuerySet[Any, dict[str, Any]]:
    """One row per page or service: count it, slice it, then name the rows with `named`."""
    rows = Feedback.objects.filter(kind=kind) if kind else Feedback.objects.all()
    counted: Any = (
        rows.order_by()
        .values("kind", "subject")
        .annotate(
            many=Count("pk"),
            average=Avg("stars"),
            low=Count("pk", filter=Q(stars__lte=3)),
            texts=Count("pk", filter=~Q(text="")),
            latest=Max("given_at"),
        )
        .order_by(*ORDERS.get(order, ORDERS["worst"]), "kind", "subject")
    )
    return counted  # type: ignore[no-any-return]


def named(rows: list[dict[str, Any]]) -> list[Rated]:
    """With the title of the page where it is one of the tree; one statement."""
    titles = titles_of({str(row["subject"]) for row in rows if row["kind"] == FeedbackKind.PAGE})
    return [
        Rated(
            kind=str(row["kind"]),
            subject=str(row["subject"]),
            title=_title(str(row["kind"]), str(row["subject"]), titles),
            many=int(str(row["many"])),
            average=Decimal(str(row["average"])).quantize(Decimal("0.1")),
            low=int(str(row["low"])),
            texts=int(str(row["texts"])),
        )
        for row in rows
    ]


def titles_of(paths: set[str]) -> dict[str, str]:
    """Titles of the Italian pages at these paths."""
    rows = Page.objects.filter(url_path__in=[f"/it{path}" for path in paths]).values_list("url_path", "title")
    return {url_path.removeprefix("/it"): title for url_path, title in rows}


def title_of(kind: str, subject: str) -> str:
    return _title(kind, subject, titles_of({subject}) if kind == FeedbackKind.PAGE else {})


def _title(kind: str, subject: str, titles: dict[str, str]) -> str:
    if kind == FeedbackKind.SERVICE:
        return str(services().get(subject, subject))
    return titles.get(subject, subject)


def stars_of(kind: str, subject: str) -> Distribution:
    rows = (
        Feedback.objects.filter(kind=kind, subject=subject)
        .order_by()
        .values("stars")
        .annotate(many=Count("pk"))
    )
    return distribution({row["stars"]: row["many"] for row in rows})


def aspects_of(kind: str, subject: str) -> list[tuple[str, int]]:
    """(code of the fixed answer, how many chose it), the most chosen first."""
    rows = Feedback.objects.filter(kind=kind, subject=subject).exclude(aspect="").order_by()
    counted = rows.values("aspect").annotate(many=Count("pk")).order_by("-many", "aspect")
    return [(row["aspect"], row["many"]) for row in counted]


def texts_of(kind: str, subject: str) -> QuerySet[Feedback]:
    """Answers with a text, newest first."""
    return Feedback.objects.filter(kind=kind, subject=subject).exclude(text="").order_by("-pk")


def all_feedback(kind: str = "", subject: str = "") -> Iterator[Feedback]:
    rows = Feedback.objects.order_by("-pk")
    if kind:
        rows = rows.filter(kind=kind)
    if subject:
        rows = rows.filter(subject=subject)
    return rows.iterator(chunk_size=1000)
