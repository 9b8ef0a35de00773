"""Rankings of the demo that were published on an earlier day, and requests to accept that have arrived."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from manifattura.calls.actions.move_round import move_round
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.rounds import round_of
from manifattura.evaluation.actions.ask_acceptances import send_acceptance_requests
from manifattura.evaluation.actions.publish_ranking import last_ranking, write_ranking
from manifattura.evaluation.domain.states import RankingStage
from manifattura.evaluation.models import Acceptance, Ranking
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.evaluation.queries.draws import draw_now, seed_in
from manifattura.kernel.clock import database_now
from manifattura.organisations.queries.organisations import legal_representatives_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call

    People = dict[str, Person]


def days_ago(days: int) -> datetime:
    return database_now() + timedelta(days=days)


def publish_on(call: Call, people: People, stage: RankingStage, *, days: int, act: str) -> None:
    """What publishing would have written on that day."""
    session = round_of(call, None)
    previous = last_ranking(session)
    draw = draw_now(call, session, previous)
    write_ranking(
        call=call,
        ranked=compute_ranking(call, round=session, draw_seed=seed_in(draw.seed)),
        stage=stage,
        previous=previous,
        draw=draw,
        act_number=act,
        act_on=days_ago(days).date() if act else None,
        note="",
        published_at=days_ago(days),
        by=people["responsabile"],
    )
    provisional = stage is RankingStage.PROVISIONAL
    target = CallState.PROVISIONAL_RANKING if provisional else CallState.FINAL_RANKING
    move_round(round=session, target=target, by=people["responsabile"])
    call.refresh_from_db()


def ask_delivered(ranking: Ranking) -> None:
    """The requests, delivered by certified mail: their term runs."""
    send_acceptance_requests(ranking_id=ranking.pk)
    for notice in Acceptance.objects.filter(ranking=ranking, outcome="").values_list("notice_ref", flat=True):
        record_delivery(
            notice_ref=notice,
            delivered_at=database_now(),
            proof=ProofKind.CERTIFIED_MAIL,
            reference="Ricevuta di consegna (campione)",
            by=None,
        )


def signer_of(application: Application) -> Person:
    return legal_representatives_of(application.lead_id)[0]
