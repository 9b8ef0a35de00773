"""Which session of a call a page is about (`?sessione=N`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.rounds import rounds_of

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


def session_for(request: HttpRequest, call: Call) -> CallRound:
    """The session that the address asks for; without it the only one, or the first whose ranking is not final yet."""
    rounds = list(rounds_of(call))
    asked = request.GET.get("sessione", "")
    if asked:
        found = [one for one in rounds if str(one.number) == asked]
    else:
        found = [one for one in rounds if one.state != CallState.FINAL_RANKING] or rounds[-1:]
    if not found:
        raise Http404
    return found[0]


def session_query(call: Call, session: CallRound) -> str:
    """`?sessione=N` where the call has several, else nothing."""
    return f"?sessione={session.number}" if len(rounds_of(call)) > 1 else ""


def session_filters(
    rounds: Sequence[CallRound], current: CallRound | None, path: str, *, least: int = 2
) -> list[dict[str, Any]]:
    """Entries of `{% filters %}`, one per session; none where there are fewer than `least`."""
    if len(rounds) < least:
        return []
    return [
        {
            "label": _("Sessione %(n)s") % {"n": one.number},
            "href": f"{path}?sessione={one.number}",
            "current": current is not None and one.pk == current.pk,
            "count": None,
        }
        for one in rounds
    ]
