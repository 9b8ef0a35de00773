"""Today at the office: what is due, what is mine, what nobody has, and where every call is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.calls.domain.states import PUBLIC_STATES
from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today

from ..domain.phases import Phase, phase_of
from ..permissions import casework_office_ids, is_caseworker
from ..queries.progress import due_soon, progress_of_calls
from ..queries.reviews import MINE, OPEN_STATES, Filters, queue_counts, review_queue
from .next_steps import phase_words, step_of

SHOWN = 8


@audience("office")
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Editors and administrators find their own menu here, without applications."""
    person = request.person
    if not is_caseworker(person):
        return render(request, "evaluation/dashboard_other.html")
    offices = casework_office_ids(person)
    calls = list(calls_for_staff(person).filter(state__in=PUBLIC_STATES).order_by("-pk"))
    if offices is not None:
        calls = [call for call in calls if call.office_id in offices]
    progress = progress_of_calls(calls)
    cards = [
        {
            "call": call,
            "phase": phase_of(progress[call.pk]),
            "step": step_of(call.pk, progress[call.pk]),
            "facts": progress[call.pk],
        }
        for call in calls
    ]
    mine = review_queue(person, Filters(whose=MINE, sort="due")).filter(state__in=OPEN_STATES)
    context = {
        "counts": queue_counts(person, Filters()),
        "mine": list(mine[:SHOWN]),
        "mine_count": mine.count(),
        "columns": _columns(cards),
        "cards": cards,
        "due": [{"phase": phase, "left": (phase.due_on - today()).days} for phase in due_soon(calls)],
    }
    return render(request, "evaluation/dashboard.html", context)


def _columns(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The pipeline: one column per phase, the two before the marks together."""
    words = phase_words()
    groups = (
        (Phase.RECEIVING,),
        (Phase.REVIEW,),
        (Phase.COMMITTEE, Phase.SCORING),
        (Phase.PROVISIONAL,),
        (Phase.FINAL,),
    )
    return [
        {
            "title": words[phases[-1]],
            "cards": [card for card in cards if card["phase"] in phases],
        }
        for phases in groups
    ]
