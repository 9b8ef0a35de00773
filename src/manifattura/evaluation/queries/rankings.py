"""Published rankings: versions, rows, labels; the heavy documents are read only where they are given out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from ..models import Ranking, RankingEntry

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import CallRound

NEVER = datetime.min.replace(tzinfo=UTC)
HEAVY = ("input_document", "result_document", "lots_input", "lots_result", "changes")


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


def ranked_rounds(call_id: int) -> list[CallRound]:
    """Sessions of the call that have a published ranking, in order."""
    rows = Ranking.objects.filter(call_id=call_id).order_by().select_related("round").only("round")
    return sorted({row.round.number: row.round for row in rows}.values(), key=lambda one: one.number)


def session_versions(round: CallRound) -> tuple[Ranking, ...]:
    """Versions of one session's ranking, newest first, without their documents."""
    return tuple(
        Ranking.objects.filter(round_id=round.pk).select_related("draw").defer(*HEAVY).order_by("-version")
    )


def published_ranking(
    call_id: int, version: int | None = None, *, session: int | None = None
) -> Published | None:
    """The current version of a session's ranking, or the one asked for; None when there is no such version.

    `session`: its number; None means the one whose ranking came out last.
    """
    every = tuple(
        Ranking.objects.filter(call_id=call_id).select_related("round").defer(*HEAVY).order_by("-version")
    )
    if session is None and every:
        session = max(every, key=lambda one: (one.published_at or NEVER, one.round.number)).round.number
    versions = tuple(one for one in every if one.round.number == session)
    wanted = [one for one in versions if version is None or one.version == version]
    return Published(wanted[0], versions) if wanted else None


def entries_of(ranking: Ranking, *, status: str = "", text: str = "") -> QuerySet[RankingEntry]:
    """Rows in order, filtered by status and by what the public label shows."""
    entries = RankingEntry.objects.filter(ranking=ranking)
    if status:
        entries = entries.filter(status=status)
    wanted = text.strip().casefold()
    return entries.filter(search_key__contains=wanted) if wanted else entries


def leavable_entries(ranking: Ranking) -> QuerySet[RankingEntry]:
    """Rows of applications that were ranked and are still in, with what names them to the office."""
    return (
        RankingEntry.objects.filter(
            ranking=ranking, bid__application__departure=None, bid__application__is_live=True
        )
        .exclude(status="not_admitted")
        .select_related("bid__application__lead", "bid__application__submission", "bid__application__call")
        .defer("bid__application__submission__payload")
    )


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
        RankingEntry.objects.select_related("ranking__round")
        .defer(*(f"ranking__{name}" for name in HEAVY))
        .filter(bid__application=application, ranking__call_id=application.call_id)
        .order_by("-ranking__version")
        .first()
    )


@dataclass(frozen=True)
class RankingInForce:
    """The last version of a session's ranking, while it may be shown."""

    call_id: int
    session: int
    is_final: bool


def rankings_in_force(today: date) -> list[RankingInForce]:
    """Of every call and session, the newest publication first; those past their last day are left out. One statement."""
    last = (
        Ranking.objects.filter(published_at__isnull=False)
        .order_by("round_id", "-version")
        .distinct("round_id")
        .values_list("call_id", "round__number", "stage", "published_at", "published_until")
    )
    shown = [row for row in last if row[4] is None or row[4] >= today]
    shown.sort(key=lambda row: row[3] or NEVER, reverse=True)
    return [
        RankingInForce(call_id, number, stage == "final") for call_id, number, stage, _at, _until in shown
    ]
