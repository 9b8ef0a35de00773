"""A call after its deadline: phases, the next act, and the two acts that belong to the formal review."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused

from ..actions.close_review import close_review
from ..actions.open_review import open_review
from ..models import FormalReview
from ..permissions import may_direct
from ..queries.committees import committee_of
from ..queries.progress import progress_of, received
from ..queries.rankings import versions_of
from ..queries.reviews import ALL, Filters, queue_counts
from .access import call_for
from .next_steps import road, step_of


@audience("office")
@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    facts = progress_of(call)
    context = {
        "call": call,
        "edition": current_edition(call),
        "facts": facts,
        "received": received(call),
        "step": step_of(call.pk, facts),
        "road": road(facts),
        "phase": FormalReview.objects.filter(call=call).first(),
        "counts": queue_counts(request.person, Filters(whose=ALL, call_id=call.pk)),
        "committee": committee_of(call.pk),
        "versions": versions_of(call.pk),
        "directs": may_direct(request.person, call),
    }
    return render(request, "evaluation/progress.html", context)


@audience("office")
@require_POST
def open_it(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    return _act(request, pk, lambda: open_review(call=call, by=request.person), _("Istruttoria avviata."))


@audience("office")
@require_POST
def close_it(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    return _act(
        request,
        pk,
        lambda: close_review(call=call, by=request.person),
        _("Istruttoria chiusa: ogni impresa riceve il suo esito."),
    )


def _act(request: HttpRequest, pk: int, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("evaluation:progress", pk=pk)
