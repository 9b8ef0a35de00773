"""Today at the office: what is due, what is mine, what nobody has, and where every call is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.calls.domain.states import PUBLIC_STATES
from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today

from ..domain.phases import Phase
from ..permissions import casework_office_ids, is_caseworker
from ..queries.progress import due_soon, sessions_progress
from ..queries.reviews import MINE, OPEN_STATES, Filters, queue_counts, review_queue
from .next_steps import phase_words, step_of
from .waiting import waiting_for

if TYPE_CHECKING:
    from manifattura.calls.models import Call

SHOWN = 8


@audience("office")
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """Who works on no application (secretaries, editors, administrators) finds what waits for that role, and their menu."""
    person = request.person
    if not is_caseworker(person):
        return render(request, "evaluation/dashboard_other.html", {"waiting": waiting_for(person)})
    offices = casework_office_ids(person)
    calls = list(calls_for_staff(person).filter(state__in=PUBLIC_STATES).order_by("-pk"))
    if offices is not None:
        calls = [call for call in calls if call.office_id in offices]
    cards = _cards(calls)
    mine = review_queue(person, Filters(whose=MINE, sort="due")).filter(state__in=OPEN_STATES)
    context = {
        "counts": queue_counts(person, Filters()),
        "waiting": waiting_for(person),
        "mine": list(mine[:SHOWN]),
        "mine_count": mine.count(),
        "columns": _columns(cards),
        "cards": cards,
        "due": [{"phase": phase, "left": (phase.due_on - today()).days} for phase in due_soon(calls)],
    }
    return render(request, "evaluation/dashboard.html", context)


def _cards(calls: Sequence[Call]) -> list[dict[str, Any]]:
    """One card per call; of a rolling call one per session that has opened, or the first to come."""
    sessions = sessions_progress(calls)
    several = Counter(one.call.pk for one in sessions)
    order = {call.pk: place for place, call in enumerate(calls)}
    shown = [
        one
        for place, one in enumerate(sessions)
        if not one.is_to_come or place == 0 or sessions[place - 1].call.pk != one.call.pk
    ]
    return [
        {
            "call": one.call,
            "session": one.round if several[one.call.pk] > 1 else None,
            "phase": one.phase,
            "step": step_of(
                one.call.pk, one.progress, number=one.round.number if several[one.call.pk] > 1 else None
            ),
            "facts": one.progress,
        }
        for one in sorted(shown, key=lambda one: (order[one.call.pk], one.round.number))
    ]


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
