"""Publish a further version of a final ranking, by act: roll-down, more money, a correction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.kernel.errors import Conflict, Refused

from ..domain.states import RankingStage
from ..models import Ranking
from ..queries.candidates import compute_ranking
from ..queries.draws import seed_in
from .publish_ranking import checked_act, draw_for, last_ranking, lock_session, write_ranking

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

MOST_MONEY = Decimal("999999999.99")


def publish_new_version(
    *,
    call: Call,
    base_version: int,
    act_number: str,
    act_on: date | None,
    note: str,
    by: Person,
    more_money: Decimal = Decimal(0),
    round: CallRound | None = None,
) -> Ranking:
    """Only the head of procedure, on the version that was read (`base_version`): a newer one is a `Conflict`.

    `more_money` (EUR) is added to the session's money by this act. `Refused` when nothing would change.
    """
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        previous = last_ranking(session)
        if session.state != CallState.FINAL_RANKING or previous is None:
            raise Refused(_("Una nuova versione segue la graduatoria definitiva."), code="state")
        if previous.version != base_version:
            raise Conflict(
                _("Intanto è uscita la versione %(n)s: leggila prima di pubblicarne un’altra.")
                % {"n": previous.version},
                theirs={"version": previous.version},
            )
        if not 0 <= more_money <= MOST_MONEY:
            raise Refused(_("Scrivi un importo da zero in su."), field="more_money")
        number = checked_act(act_number, act_on, required=True)
        if not note.strip():
            raise Refused(
                _("Scrivi che cosa cambia rispetto alla versione precedente, e perché."), field="note"
            )
        added = previous.added_budget + more_money
        draw = draw_for(locked, session, previous)
        ranked = compute_ranking(locked, round=session, draw_seed=seed_in(draw.seed), added_budget=added)
        if ranked.result["entries"] == previous.result_document["entries"] and not more_money:
            raise Refused(_("Il calcolo dà la stessa graduatoria: non c’è nulla da pubblicare."), code="same")
        ranking = write_ranking(
            call=locked,
            ranked=ranked,
            stage=RankingStage.FINAL,
            previous=previous,
            draw=draw,
            added_budget=added,
            act_number=number,
            act_on=act_on,
            note=note.strip(),
            by=by,
        )
    call.refresh_from_db()
    return ranking
