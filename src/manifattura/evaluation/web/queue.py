"""The review queue: tabs, filters, search, order, pages, bulk choices, and the export of all its rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.rounds import rounds_of_calls
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import ROME
from manifattura.kernel.csv_answer import csv_answer
from manifattura.territory.queries.areas import nil_names
from manifattura.ui.statuses import find_status
from manifattura.ui.templatetags.ui_lists import query_with

from ..domain.states import ReviewState
from ..models import Review
from ..permissions import casework_office_ids
from ..queries.reviews import ALL, MINE, OPEN, UNASSIGNED, Filters, queue_figures, review_queue
from .access import caseworkers_only
from .paginators import CountedPaginator

PER_PAGE = 50


@audience("office")
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    caseworkers_only(request)
    filters = read_filters(request.GET)
    figures = queue_figures(request.person, filters)
    counts = figures.counts
    paginator = CountedPaginator(review_queue(request.person, filters), PER_PAGE, total=figures.found)
    page = paginator.get_page(request.GET.get("page"))
    rows = list(page.object_list)
    context = {
        "page": page,
        "rows": [_row(review, request.GET.getlist("choice")) for review in rows],
        "names": nil_names({review.application.nil_id for review in rows if review.application.nil_id}),
        "filters": filters,
        "tabs": _tabs(request, filters, counts),
        "states": _state_filters(request, filters, counts),
        "calls": figures.calls,
        "sessions": _sessions(filters),
        "officers": officers_for(request),
        "is_filtered": bool(filters.text or filters.state or filters.call_id or filters.officer_id),
        "query": request.GET.urlencode(),
    }
    return render(request, "evaluation/queue.html", context)


@audience("office")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Every row of the filtered queue, streamed."""
    caseworkers_only(request)
    return queue_file(review_queue(request.person, read_filters(request.GET)))


def queue_file(reviews: QuerySet[Review]) -> HttpResponseBase:
    """These rows of the queue as CSV."""
    heads = [
        _("Registrazione"), _("Codice"), _("Bando"), _("Impresa"), _("Codice fiscale"), _("Titolo"), _("Ricevuta"),
        _("Costo"), _("Chiesti"), _("NIL"), _("Stato"), _("Istruttore"), _("Controlli fatti"), _("Entro"), _("Motivo"),
    ]  # fmt: skip
    return csv_answer("domande.csv", heads, _export_rows(reviews.iterator(chunk_size=500)))


def read_filters(query: QueryDict) -> Filters:
    """Filters from the address; what is not a filter is ignored."""
    whose, state = query.get("whose", ALL), query.get("state", "")
    return Filters(
        whose=whose if whose in (MINE, UNASSIGNED) else ALL,
        call_id=_number(query.get("call", "")),
        session=_number(query.get("sessione", "")) if _number(query.get("call", "")) else None,
        state=state if state in {OPEN, *ReviewState} else "",
        officer_id=_number(query.get("officer", "")),
        text=query.get("q", "")[:100],
        sort=query.get("sort", ""),
    )


def officers_for(request: HttpRequest) -> list[Any]:
    """Caseworkers of the offices that the person works for, by name."""
    offices = casework_office_ids(request.person)
    found = [
        person
        for office_id in ([None] if offices is None else sorted(offices))
        for person in people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, office_id=office_id)
    ]
    return sorted(
        {person.pk: person for person in found}.values(), key=lambda person: person.full_name.casefold()
    )


def _sessions(filters: Filters) -> list[Any]:
    """The sessions to choose from, once a call that has several is chosen."""
    found = rounds_of_calls([filters.call_id]) if filters.call_id else []
    return found if len(found) > 1 else []


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _row(review: Review, ticked: list[str]) -> dict[str, Any]:
    application = review.application
    total = len(current_edition(application.call).requirements) + review.more
    return {
        "review": review,
        "application": application,
        "done": review.checked,
        "total": total,
        "chosen": str(review.pk) in ticked,
    }


def _tabs(request: HttpRequest, filters: Filters, counts: dict[str, int]) -> list[dict[str, Any]]:
    words = ((ALL, _("Tutte")), (MINE, _("Le mie")), (UNASSIGNED, _("Non assegnate")))
    return [
        {
            "label": word,
            "href": query_with(request, whose=key, page=None),
            "current": filters.whose == key,
            "count": counts[key],
        }
        for key, word in words
    ]


def _state_filters(request: HttpRequest, filters: Filters, counts: dict[str, int]) -> list[dict[str, Any]]:
    entries = [{"label": _("Tutti gli stati"), "state": "", "count": counts["any_state"]}]
    entries.append({"label": _("Da decidere"), "state": OPEN, "count": counts["open"]})
    entries += [
        {"label": find_status("review", state).word, "state": state.value, "count": counts[state.value]}
        for state in ReviewState
    ]
    return [
        {
            "label": entry["label"],
            "count": entry["count"],
            "href": query_with(request, state=str(entry["state"]) or None, page=None),
            "current": filters.state == entry["state"],
        }
        for entry in entries
    ]


def _export_rows(reviews: Iterator[Review]) -> Iterator[list[Any]]:
    for review in reviews:
        application = review.application
        yield [
            application.submission.registration,
            application.code,
            application.call.title,
            application.lead.name,
            application.lead.fiscal_code,
            application.project_title,
            application.submission.received_at.astimezone(ROME).isoformat(timespec="seconds"),
            application.project_cost,
            application.requested_amount,
            application.nil_id,
            find_status("review", review.state).word,
            review.officer.full_name if review.officer else "",
            review.checked,
            review.due_on,
            review.reason,
        ]
