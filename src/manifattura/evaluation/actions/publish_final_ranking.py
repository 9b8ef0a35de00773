"""Publish the final ranking: adopted with an act, once the time for observations has passed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.calls.actions.carry_money import carry_money
from manifattura.calls.actions.move_round import move_round
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.errors import Refused
from manifattura.ui.formats import date_text, elided

from ..domain.states import RankingStage
from ..models import Ranking
from ..queries.acceptances import city_day
from ..queries.act_steps import before_ranking
from ..queries.candidates import compute_ranking
from ..queries.draws import seed_in
from ..queries.observations import observations_end, unanswered
from .publish_ranking import checked_act, draw_for, last_ranking, lock_session, write_ranking

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound


def publish_final_ranking(
    *,
    call: Call,
    act_number: str,
    act_on: date,
    by: Person,
    note: str = "",
    round: CallRound | None = None,
) -> Ranking:
    """Only the head of procedure; `round` None: the only session. When it differs from the provisional one, the note
    says why. In a call that carries money over, what this session leaves goes to the next one.
    """
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        previous = last_ranking(session)
        if session.state != CallState.PROVISIONAL_RANKING or previous is None:
            raise Refused(_("La graduatoria definitiva segue quella provvisoria."), code="state")
        _refuse_early(session, previous)
        number = checked_act(
            locked, act_number, act_on, required=True, follows=before_ranking(session, previous)
        )
        draw = draw_for(locked, session, previous)
        ranked = compute_ranking(locked, round=session, draw_seed=seed_in(draw.seed))
        if not ranked.says_the_same_as(previous) and not note.strip():
            raise Refused(
                _("Scrivi che cosa cambia rispetto alla versione precedente, e perché."), field="note"
            )
        ranking = write_ranking(
            call=locked,
            ranked=ranked,
            stage=RankingStage.FINAL,
            previous=previous,
            draw=draw,
            act_number=number,
            act_on=act_on,
            note=note.strip(),
            by=by,
        )
        if current_edition(locked).carry_over:
            carry_money(round=session, amount=Decimal(ranking.summary["left"]), by=by)
        move_round(round=session, target=CallState.FINAL_RANKING, by=by)
    call.refresh_from_db()
    return ranking


def _refuse_early(session: CallRound, previous: Ranking) -> None:
    """Observations have had their time, and each has its answer."""
    end = observations_end(previous)
    if end is not None and city_day() <= end:
        raise Refused(
            elided(
                _("Le osservazioni si possono inviare fino al %(day)s: la definitiva si pubblica dopo.")
                % {"day": date_text(end)}
            ),
            code="early",
        )
    waiting = unanswered(session)
    if waiting:
        raise Refused(
            ngettext(
                "Un’osservazione aspetta la risposta: la definitiva si pubblica dopo.",
                "%(n)s osservazioni aspettano la risposta: la definitiva si pubblica dopo.",
                waiting,
            )
            % {"n": waiting},
            code="unanswered",
        )
