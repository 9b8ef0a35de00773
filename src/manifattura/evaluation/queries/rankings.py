"""Published rankings: versions, rows, labels; the heavy documents are read only where they are given out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from ..models import Ranking, RankingEntry

if TYPE_CHECKING:
    from manifattura.applications.models import Application

HEAVY = ("input_document", "result_document", "changes")


@dataclass(frozen=True)
class Published:
    """A version as its page shows it; `is_current` False when a newer one took its place."""

    ranking: Ranking
    versions: tuple[Ranking, ...]

    @property
    def is_current(self) -> bool:
        return self.ranking.pk == self.versions[0].pk

    def is_expired(self, today: date) -> bool:
        """After the last day of publication the page says so and shows nothing (D.Lgs 33/2013 art. 8 c. 3)."""
        until = self.ranking.published_until
        return until is not None and today > until


def versions_of(call_id: int) -> tuple[Ranking, ...]:
    """Versions of the call's ranking, newest first, without their documents."""
    return tuple(Ranking.objects.filter(call_id=call_id).defer(*HEAVY).order_by("-version"))


def published_ranking(call_id: int, version: int | None = None) -> Published | None:
    """The current version, or the one asked for; None when there is no such version."""
    versions = versions_of(call_id)
    wanted = [one for one in versions if version is None or one.version == version]
    return Published(wanted[0], versions) if wanted else None


def entries_of(ranking: Ranking, *, status: str = "", text: str = "") -> QuerySet[RankingEntry]:
    """Rows in order, filtered by status and by what the public label shows."""
    entries = RankingEntry.objects.filter(ranking=ranking)
    if status:
        entries = entries.filter(status=status)
    wanted = text.strip().casefold()
    return entries.filter(search_key__contains=wanted) if wanted else entries


def labels_of(ranking: Ranking, codes: Iterable[str]) -> dict[str, str]:
    """Public labels of the applications with these codes (those that reasons name)."""
    wanted = set(codes)
    if not wanted:
        return {}
    rows = RankingEntry.objects.filter(ranking=ranking, pseudonym__in=wanted)
    return dict(rows.values_list("pseudonym", "public_label"))


def named_in(reasons: Iterable[dict[str, Any]], most: int = 6) -> set[str]:
    """Codes of the applications that reasons name; sentences name only the first few ex aequo."""
    codes: set[str] = set()
    for reason in reasons:
        others = reason.get("with", [])
        codes.update(others[:most] if isinstance(others, list) else [others])
    return codes


def entry_of(application: Application) -> RankingEntry | None:
    """The application's row in the current version of its call's ranking."""
    return (
        RankingEntry.objects.select_related("ranking")
        .defer(*(f"ranking__{name}" for name in HEAVY))
        .filter(bid__application=application, ranking__call_id=application.call_id)
        .order_by("-ranking__version")
        .first()
    )
