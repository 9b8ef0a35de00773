"""A call after its deadline: phases, the next act, and the two acts that belong to the formal review."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.applications.queries.told_words import firms_told
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.means import session_means
from manifattura.calls.queries.rounds import rounds_of
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused

from ..actions.close_review import close_review
from ..actions.open_review import open_review
from ..models import FormalReview
from ..permissions import may_direct
from ..queries.committees import committee_of
from ..queries.progress import progress_of, received
from ..queries.rankings import session_versions
from ..queries.reviews import ALL, Filters, queue_counts
from .access import call_for
from .next_steps import road, step_of
from .sessions import session_filters, session_for, session_query

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


@audience("office")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one session is (the only one, or `?sessione=N`), with the others a click away."""
    call = call_for(request, pk)
    session = session_for(request, call)
    rounds = list(rounds_of(call))
    facts = progress_of(call, session)
    several = len(rounds) > 1
    edition = current_edition(call)
    means, carried = session_means(edition, session)
    context = {
        "call": call,
        "edition": edition,
        "means": means,
        "carried": carried,
        "session": session,
        "sessions": session_filters(rounds, session, request.path),
        "query": session_query(call, session),
        "facts": facts,
        "received": received(session),
        "step": step_of(call.pk, facts, number=session.number if several else None),
        "road": road(facts),
        "phase": FormalReview.objects.filter(round=session).first(),
        "counts": queue_counts(
            request.person, Filters(whose=ALL, call_id=call.pk, session=session.number if several else None)
        ),
        "committee": committee_of(call.pk),
        "versions": session_versions(session),
        "directs": may_direct(request.person, call),
    }
    return render(request, "evaluation/progress.html", context)


@audience("office")
@require_POST
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    return _act(
        request,
        call,
        session,
        lambda: open_review(call=call, round=session, by=request.person),
        _("Istruttoria avviata."),
    )


@audience("office")
@require_POST
def close_it(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    return _act(
        request,
        call,
        session,
        lambda: close_review(call=call, round=session, by=request.person),
        firms_told(_("Istruttoria chiusa: a ogni impresa parte il suo esito.")),
    )


def _act(
    request: HttpRequest, call: Call, session: CallRound, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(reverse("evaluation:progress", args=[call.pk]) + session_query(call, session))
