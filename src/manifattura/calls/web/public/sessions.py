"""The sessions of a rolling call as its page shows them: when each receives, its money, where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.edition import Edition
from ...domain.sessions import session_in_view, sessions_of
from ...domain.states import CallKind, CallState, PublicState, public_state
from ...queries.means import amount_words
from .money import round_money
from .places import places_words

if TYPE_CHECKING:
    from ...models import CallRound

STOPPED = (CallState.SUSPENDED, CallState.REVOKED)
RANKED = (PublicState.PROVISIONAL_RANKING, PublicState.FINAL_RANKING)


def session_rows(
    edition: Edition, rounds: Sequence[CallRound], call_state: CallState, moment: datetime, ranking_url: str
) -> list[dict[str, Any]]:
    """One row per session; nothing for calls of another kind. Without `rounds` (a preview) all are still to come."""
    if edition.kind != CallKind.ROLLING or not edition.rounds:
        return []
    stored = {one.number: one for one in rounds}
    sessions = sessions_of(edition)
    seen = session_in_view(sessions, moment)
    rows = []
    for session in sessions:
        row = stored.get(session.number)
        # what receiving is judged by, where it exists
        opens_at = row.opens_at if row else session.opens_at
        deadline_at = row.deadline_at if row else session.deadline_at
        own = CallState(row.state) if row else CallState.PUBLISHED
        state = public_state(
            # a session that still receives stands still with its call, or ends with it
            call_state if call_state in STOPPED and own is CallState.PUBLISHED else own,
            opens_at,
            deadline_at,
            moment,
            inclusive=session.inclusive,
        )
        rows.append(
            {
                "number": session.number,
                "opens_at": opens_at,
                "deadline_at": deadline_at,
                "money": round_money(session.budget)
                if edition.gives_money
                else places_words(session.places)
                if session.places
                else _("senza un limite"),
                "carried": amount_words(edition, row.carried_in) if row and row.carried_in else "",
                "state": state.value,
                "in_view": session is seen,
                "ranking": f"{ranking_url}?sessione={session.number}"
                if ranking_url and state in RANKED
                else "",
            }
        )
    return rows


def session_rules(edition: Edition) -> list[str]:
    """What the call says of the time between two sessions and of money that is left."""
    if edition.kind != CallKind.ROLLING:
        return []
    rules = [
        _("Fra una sessione e l’altra puoi inviare la domanda: vale per la sessione dopo.")
        if edition.between_sessions
        else _("Fra una sessione e l’altra non si inviano domande: la bozza resta salva.")
    ]
    if edition.carry_over:
        rules.append(
            _("Le risorse che una sessione non usa passano alla sessione dopo.")
            if edition.gives_money
            else _("I posti che una sessione non assegna passano alla sessione dopo.")
        )
    return rules


def sessions_note(edition: Edition) -> str:
    """`in 4 sessioni`, small print of the money; nothing for calls of another kind."""
    count = len(edition.rounds)
    if edition.kind != CallKind.ROLLING:
        return ""
    return ngettext("in una sessione", "in %(n)s sessioni", count) % {"n": count}
