"""What a session has to give, in words: money, or places in a call that gives no money."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.ui.formats import money_text

if TYPE_CHECKING:
    from ..domain.edition import Edition
    from ..models import CallRound


def session_places(edition: Edition, session: CallRound) -> int | None:
    """Places of the session and those that came over from the one before; None where the call has no number."""
    own = next((one.places for one in edition.rounds if one.number == session.number), None)
    return None if own is None else own + int(session.carried_in)


def amount_words(edition: Edition, amount: Decimal, style: str = "round") -> str:
    """`2 posti` or `12.000 €`: an amount of this call, as sums and rankings keep it."""
    if edition.gives_money:
        return money_text(amount, style)
    return ngettext("un posto", "%(n)s posti", int(amount)) % {"n": int(amount)}


def session_means(edition: Edition, session: CallRound) -> tuple[str, str]:
    """Its own means and what came over from the session before (empty where nothing did)."""
    carried = amount_words(edition, session.carried_in) if session.carried_in else ""
    if edition.gives_money:
        return amount_words(edition, session.budget), carried
    places = session_places(edition, session)
    if places is None:
        return _("senza un limite"), ""
    return amount_words(edition, Decimal(places) - session.carried_in), carried
