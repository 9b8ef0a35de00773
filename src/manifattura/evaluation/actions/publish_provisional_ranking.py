"""Publish the provisional ranking: from its day the applicants may send observations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.move_round import move_round
from manifattura.calls.domain.states import CallState
from manifattura.kernel.errors import Refused

from ..domain.states import RankingStage
from ..models import Ranking
from ..queries.act_steps import before_ranking
from ..queries.candidates import compute_ranking
from ..queries.draws import seed_in
from .publish_ranking import (
    checked_act,
    draw_for,
    last_ranking,
    lock_session,
    refuse_unsettled_preemptions,
    write_ranking,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound


def publish_provisional_ranking(
    *,
    call: Call,
    by: Person,
    act_number: str = "",
    act_on: date | None = None,
    note: str = "",
    round: CallRound | None = None,
) -> Ranking:
    """Only the head of procedure; `round` None: the only session. The act may be missing; a second provisional version needs a note that says why."""
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        previous = last_ranking(session)
        if session.state not in (CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING):
            raise Refused(_("La graduatoria provvisoria si pubblica dopo la valutazione."), code="state")
        if previous is not None and not note.strip():
            raise Refused(
                _("Scrivi che cosa cambia rispetto alla versione precedente, e perché."), field="note"
            )
        number = checked_act(
            locked, act_number, act_on, required=False, follows=before_ranking(session, previous)
        )
        draw = draw_for(locked, session, previous)
        ranked = compute_ranking(locked, round=session, draw_seed=seed_in(draw.seed))
        if previous is None:
            refuse_unsettled_preemptions(ranked)
        ranking = write_ranking(
            call=locked,
            ranked=ranked,
            stage=RankingStage.PROVISIONAL,
            previous=previous,
            draw=draw,
            act_number=number,
            act_on=act_on,
            note=note.strip(),
            by=by,
        )
        if session.state == CallState.IN_EVALUATION:
            move_round(round=session, target=CallState.PROVISIONAL_RANKING, by=by)
    call.refresh_from_db()
    return ranking
