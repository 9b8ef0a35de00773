"""Tell each applicant that a version of the ranking is out, and how theirs went: a message in its thread (a job)."""

from __future__ import annotations

from functools import partial

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages

from ..domain.states import RankingStage
from ..models import Ranking, RankingEntry
from ..queries.letters import FINAL, PROVISIONAL, outcome_lines


def announce_ranking(*, ranking_id: int) -> int:
    """One message per application; returns how many. Run again, it writes nothing more."""
    ranking = (
        Ranking.objects.select_related("call").defer("input_document", "result_document").get(pk=ranking_id)
    )
    entries = (
        RankingEntry.objects.select_related(
            "bid__application__call__office", "bid__application__lead", "bid__application__submission"
        )
        .defer("bid__application__submission__payload")
        .filter(ranking=ranking)
        .order_by("pk")
    )
    return send_messages(letters=[_letter(ranking, entry) for entry in entries])


def _letter(ranking: Ranking, entry: RankingEntry) -> ApplicantLetter:
    entry.ranking = ranking
    application = entry.bid.application
    return ApplicantLetter(
        application=application,
        template=FINAL if ranking.stage == RankingStage.FINAL else PROVISIONAL,
        context={"outcome": partial(outcome_lines, entry)},
        once_key=f"ranking:{ranking.pk}:{application.pk}",
    )
