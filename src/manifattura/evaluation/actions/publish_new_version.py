"""Publish a further version of a final ranking, by act: roll-down, more money, a correction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.carry_money import carry_money
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.means import amount_words
from manifattura.kernel.errors import Conflict, Refused

from ..domain.states import RankingStage
from ..models import Ranking
from ..queries.act_steps import before_ranking
from ..queries.candidates import Ranked, compute_ranking
from ..queries.carried import carried_from
from ..queries.draws import seed_in
from .publish_ranking import checked_act, draw_for, last_ranking, lock_session, write_ranking

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

MOST_MONEY = Decimal("999999999.99")
MOST_PLACES = 10_000


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

    `more_money` (EUR, or places) is added to what the session has by this act. `Refused` when nothing would change. In a call that
    carries money over, what this version leaves replaces what went to the next session: never counted in both.
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
        if more_money < 0:
            raise Refused(_("Scrivi un importo da zero in su."), field="more_money")
        if more_money > (MOST_MONEY if locked.gives_money else MOST_PLACES):
            raise Refused(_("È troppo: controlla le cifre."), field="more_money")
        if not locked.gives_money and more_money != int(more_money):
            raise Refused(_("Scrivi quanti posti in più, con un numero intero."), field="more_money")
        number = checked_act(
            locked, act_number, act_on, required=True, follows=before_ranking(session, previous)
        )
        if not note.strip():
            raise Refused(
                _("Scrivi che cosa cambia rispetto alla versione precedente, e perché."), field="note"
            )
        added = previous.added_budget + more_money
        draw = draw_for(locked, session, previous)
        ranked = compute_ranking(locked, round=session, draw_seed=seed_in(draw.seed), added_budget=added)
        if ranked.says_the_same_as(previous) and not more_money:
            raise Refused(_("Il calcolo dà la stessa graduatoria: non c’è nulla da pubblicare."), code="same")
        _refuse_spent(session, ranked)
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
        if current_edition(locked).carry_over:
            carry_money(round=session, amount=Decimal(ranking.summary["left"]), by=by)
    call.refresh_from_db()
    return ranking


def _refuse_spent(session: CallRound, ranked: Ranked) -> None:
    """What went to a later session, and was granted there, is not granted here too."""
    carried = carried_from(session)
    lacking = carried.lacking(Decimal(str(ranked.result["budget_left"]))) if carried else Decimal(0)
    if carried and lacking:
        edition = ranked.edition
        words = (
            _(
                "%(carried)s sono passati alla sessione %(n)s, che ha già la graduatoria definitiva: qui mancano "
                "%(lacking)s. Scrivili fra le altre risorse, se l’atto li dà."
            )
            if edition.gives_money
            else _(
                "Passati alla sessione %(n)s, che ha già la graduatoria definitiva: %(carried)s. Qui mancano: "
                "%(lacking)s. Scrivili fra gli altri posti, se l’atto li dà."
            )
        )
        raise Refused(
            words
            % {
                "carried": amount_words(edition, carried.amount, ""),
                "n": carried.number,
                "lacking": amount_words(edition, lacking, ""),
            },
            field="more_money",
            code="spent",
        )
