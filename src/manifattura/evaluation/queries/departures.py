"""Who left a ranking after the scoring, and what that does to the money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from manifattura.applications.domain.states import RANKED_STATES, ApplicationState

from ..domain.changes import Cause
from ..domain.states import DepartureKind
from ..models import Departure, Ranking, RankingEntry

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import CallRound


GRANTED_STATES = (ApplicationState.FUNDED, ApplicationState.PARTIALLY_FUNDED, ApplicationState.ACCEPTED)


def own_way_out(application: Application) -> DepartureKind | None:
    """How the applicant may leave from here: giving the money up, or withdrawing; None where it may not."""
    if application.state in GRANTED_STATES:
        return DepartureKind.DECLINED
    return DepartureKind.WITHDRAWN if application.state in RANKED_STATES else None


def departures_of(round: CallRound) -> QuerySet[Departure]:
    """Of one session, the first first."""
    return (
        Departure.objects.filter(round_id=round.pk)
        .select_related("application__lead", "application__submission", "recorded_by")
        .order_by("left_at", "pk")
    )


def departures_by_application(round_id: int) -> dict[int, Departure]:
    return {row.application_id: row for row in Departure.objects.filter(round_id=round_id)}


def departure_of(application: Application) -> Departure | None:
    return Departure.objects.filter(application_id=application.pk).first()


@dataclass(frozen=True)
class SinceVersion:
    """What happened after a version came out: who left, the money they had in it, whether an act orders rescoring."""

    departures: tuple[Departure, ...]
    freed: Decimal

    @property
    def rescored(self) -> bool:
        return any(row.rescore for row in self.departures)

    @property
    def own(self) -> dict[int, Cause]:
        return {row.application_id: Cause(DepartureKind(row.kind).value) for row in self.departures}


def since_version(round: CallRound, ranking: Ranking | None) -> SinceVersion:
    """Departures that no published version takes into account yet."""
    after = published_after(ranking)
    found = tuple(row for row in departures_of(round) if after is None or row.left_at > after)
    return SinceVersion(found, _granted(ranking, (row.application_id for row in found)))


def published_after(ranking: Ranking | None) -> datetime | None:
    return ranking.published_at if ranking is not None else None


def _granted(ranking: Ranking | None, application_ids: Iterable[int]) -> Decimal:
    if ranking is None:
        return Decimal(0)
    rows = RankingEntry.objects.filter(ranking=ranking, bid__application_id__in=list(application_ids))
    return rows.aggregate(all=Sum("granted"))["all"] or Decimal(0)
