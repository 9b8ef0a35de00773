"""How an outcome can be contested: court, terms in force, and the last days counted from the ground of each act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.applications.queries.notified import notified_on
from manifattura.calls.domain.clocks import read_season
from manifattura.calls.queries.courts import regional_court
from manifattura.kernel.city_calendar import state_calendar
from manifattura.kernel.clock import ROME, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.formats import date_text

from ..domain.appeal import AppealDays, Ground, Lengths, appeal_days, ground_for, start_of
from ..models import RejectionNotice

if TYPE_CHECKING:
    from manifattura.calls.domain.edition import Edition

    from ..models import Ranking, RankingEntry, Review


@dataclass(frozen=True)
class Appeal:
    """Court and lengths in force; days run from the publication or from when the interested party knew."""

    court: str
    court_days: int
    president_days: int


def appeal_on(day: date) -> Appeal:
    """The terms in force on `day` (D.Lgs 104/2010 art. 29 and 41; DPR 1199/1971 art. 9)."""
    lengths = lengths_on(day)
    return Appeal(regional_court(), lengths.court_days, lengths.president_days)


def lengths_on(day: date) -> Lengths:
    """The legal parameters that the days are counted with."""
    return Lengths(
        court_days=legal_parameter("appeal.court_days", day).count,
        president_days=legal_parameter("appeal.president_days", day).count,
        publication_days=legal_parameter("albo.days", day).count,
        season=read_season(str(legal_parameter("appeal.suspension", day).value)),
        season_for_president=bool(legal_parameter("appeal.suspension_of_president", day).count),
    )


def appeal_against(ground: Ground, *, notified: date | None, published: date | None) -> AppealDays:
    """The last days, with the parameters in force on the day they are counted from."""
    lengths = lengths_on(notified or published or today())
    start = start_of(ground, notified_on=notified, published_on=published, lengths=lengths)
    return appeal_days(ground, start, lengths, state_calendar())


def exclusion_text(review: Review) -> str:
    """How who was not admitted can appeal: at once, from the notice of that decision."""
    keys = [
        f"rejection_decided:{pk}"
        for pk in RejectionNotice.objects.filter(review=review).values_list("pk", flat=True)
    ]
    if review.communicated_at:
        keys.append(f"review:{review.pk}:{review.communicated_at.isoformat()}")
    return appeal_text(appeal_against(Ground.EXCLUSION_NOTICE, notified=notified_on(*keys), published=None))


def entry_text(entry: RankingEntry, edition: Edition) -> str:
    """How an applicant of the ranking can appeal, with the days of their own notice where those count."""
    ranking = entry.ranking
    notified = notified_on(f"ranking:{ranking.pk}:{entry.bid.application_id}")
    return appeal_text(_against_ranking(ranking, edition, notified))


def ranking_text(ranking: Ranking, edition: Edition) -> str:
    """How the ranking can be contested, for everybody: who is notified later has more time."""
    published = _published_on(ranking)
    days = _against_ranking(ranking, edition, published)
    if days.ground is Ground.PUBLICATION_END or published is None:
        return appeal_text(days)
    return _(
        "%(general)s Se ricevi la comunicazione il giorno della pubblicazione, %(day)s, l’ultimo giorno è %(court_until)s "
        "per il tribunale e %(president_until)s per il Presidente."
    ) % {
        "general": appeal_text(appeal_against(days.ground, notified=None, published=None)),
        "day": date_text(published),
        "court_until": date_text(days.court_until, "long"),
        "president_until": date_text(days.president_until, "long"),
    }


def appeal_text(days: AppealDays) -> str:
    """In one or two sentences: where, by which day, counted from what."""
    if days.starts_on is None:
        return (
            _(
                "Puoi ricorrere al %(court)s entro %(days)s giorni da quando ricevi la comunicazione, o al Presidente della "
                "Repubblica entro %(more)s."
            )
            % _lengths_words()
        )
    words = {
        "court": regional_court(),
        "until": date_text(days.court_until, "long"),
        "more": date_text(days.president_until, "long"),
        "start": date_text(days.starts_on),
    }
    if days.ground is Ground.PUBLICATION_END:
        return (
            _(
                "Si può ricorrere al %(court)s fino a %(until)s, o al Presidente della Repubblica fino a %(more)s. I giorni si "
                "contano dalla fine della pubblicazione all’albo pretorio: %(start)s."
            )
            % words
        )
    return (
        _(
            "Puoi ricorrere al %(court)s fino a %(until)s, o al Presidente della Repubblica fino a %(more)s. I giorni si contano "
            "dalla consegna della comunicazione: %(start)s."
        )
        % words
    )


def _against_ranking(ranking: Ranking, edition: Edition, notified: date | None) -> AppealDays:
    ground = ground_for(excluded=False, ranking_from=edition.timetable.ranking_appeal_from)
    return appeal_against(ground, notified=notified, published=_published_on(ranking))


def _published_on(ranking: Ranking) -> date | None:
    return ranking.published_at.astimezone(ROME).date() if ranking.published_at else None


def _lengths_words() -> dict[str, object]:
    appeal = appeal_on(today())
    return {"court": appeal.court, "days": appeal.court_days, "more": appeal.president_days}
