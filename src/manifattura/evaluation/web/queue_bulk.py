"""Bulk actions of the queue: first what would happen, row by row; then what happened, row by row."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience

from ..actions.assign_reviews import RowResult, assign_reviews, preview_assignment
from ..actions.remind_officers import preview_reminders, remind_officers
from ..models import Review
from ..queries.reviews import Filters, review_queue
from .access import caseworkers_only
from .queue import officers_for, queue_file

MOST = 1000
MOST_KEPT = 50
"""Ticks of one page of the queue."""


@audience("office")
@require_POST
def bulk(request: HttpRequest) -> HttpResponseBase:
    """`do`: assign, remind or export; `choice`: ids; `confirmed` does it, without it the preview is shown."""
    caseworkers_only(request)
    chosen = _chosen(request)
    reviews = list(chosen)
    do = request.POST.get("do", "")
    officer = next((one for one in officers_for(request) if str(one.pk) == request.POST.get("officer")), None)
    if reviews and do == "export":
        return queue_file(chosen)
    if not reviews or do not in ("assign", "remind") or (do == "assign" and officer is None):
        return _back(request, _problem(reviews, do, officer))
    confirmed = "confirmed" in request.POST
    return render(
        request,
        "evaluation/queue_bulk.html",
        {
            "do": do,
            "officer": officer,
            "confirmed": confirmed,
            "results": _results(reviews, do, officer, request.person, confirmed=confirmed),
            "query": request.POST.get("query", ""),
            "title": _title(do, len(reviews), officer),
        },
    )


def _results(reviews: list[Review], do: str, officer: Any, by: Any, *, confirmed: bool) -> list[RowResult]:
    if do == "assign":
        act = assign_reviews if confirmed else preview_assignment
        return act(reviews=reviews, officer=officer, by=by)
    remind = remind_officers if confirmed else preview_reminders
    return remind(reviews=reviews, by=by)


def _chosen(request: HttpRequest) -> QuerySet[Review]:
    ids = [int(one) for one in request.POST.getlist("choice")[:MOST] if one.isascii() and one.isdigit()]
    return review_queue(request.person, Filters()).filter(pk__in=ids)


def _problem(reviews: list[Review], do: str, officer: Any) -> str:
    if not reviews:
        return _("Scegli almeno una domanda.")
    return _("Scegli a chi assegnarle.") if do == "assign" and officer is None else _("Scegli che cosa fare.")


def _back(request: HttpRequest, problem: str) -> HttpResponse:
    messages.error(request, problem)
    # what was ticked comes back ticked
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    query.setlist("choice", request.POST.getlist("choice")[:MOST_KEPT])
    address = reverse("evaluation:queue")
    return redirect(f"{address}?{query.urlencode()}" if query else address)


def _title(do: str, count: int, officer: Any) -> str:
    if do == "assign":
        text = ngettext("Assegna %(n)s domanda a %(officer)s", "Assegna %(n)s domande a %(officer)s", count)
        return text % {"n": count, "officer": officer.full_name}
    return ngettext("Sollecita %(n)s domanda", "Sollecita %(n)s domande", count) % {"n": count}
