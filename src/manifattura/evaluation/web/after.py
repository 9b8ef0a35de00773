"""What the office's pages around a ranking share: the call, its session, the tabs with their counts, a sitting annulled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.calls.domain.allocation import LotTie
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import rounds_of

from ..domain.ranking_input import needs_draw
from ..models import Acceptance, Departure
from ..permissions import may_direct
from ..queries.observations import unanswered
from ..queries.progress import ENDED
from .sessions import session_filters, session_query

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


class AnnulForm(forms.Form):
    """Why a convened sitting cannot be held."""

    reason = forms.CharField(label=gettext_lazy("Motivo"), widget=forms.Textarea(attrs={"rows": 2}))


def after_context(request: HttpRequest, call: Call, session: CallRound, current: str) -> dict[str, Any]:
    """`call`, whether it has `ended`, `session`, `directs` and the tabs; `current` is the key of this page."""
    query = session_query(call, session)
    waiting = Acceptance.objects.filter(ranking__round_id=session.pk, outcome="").count()
    left = Departure.objects.filter(round_id=session.pk).count()
    tabs: list[tuple[str, str, str, int | None]] = [
        ("ranking", _("Graduatoria"), "ranking_office", None),
        ("observations", _("Osservazioni"), "observations_office", unanswered(session) or None),
        ("acceptances", _("Accettazioni"), "acceptances_office", waiting or None),
        ("leavings", _("Uscite"), "leavings_office", left or None),
        ("rolldown", _("Scorrimento"), "rolldown_office", None),
    ]
    edition = current_edition(call)
    # the ties of lots always end with a draw, whatever the grid says of its own
    if needs_draw(edition.grid) or edition.allocation is not None:
        tabs.insert(1, ("draw", _("Sorteggio"), "draw_office", None))
    if edition.allocation is not None and any(lot.tie is LotTie.IMPROVED for lot in edition.allocation.lots):
        tabs.insert(1, ("improve", _("Offerte uguali"), "improve_office", None))
    if edition.allocation is not None and any(lot.preemption for lot in edition.allocation.lots):
        tabs.insert(1, ("preemption", _("Prelazione"), "preemption_office", None))
    return {
        "call": call,
        "ended": call.state in ENDED,
        "session": session,
        "session_query": query,
        "sessions": session_filters(list(rounds_of(call)), session, request.path),
        "directs": may_direct(request.person, call),
        "tabs": [
            {
                "label": label,
                "href": reverse(f"evaluation:{name}", args=[call.pk]) + query,
                "current": key == current,
                "count": count,
            }
            for key, label, name, count in tabs
        ],
    }
