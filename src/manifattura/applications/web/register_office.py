"""The daily register for the office: its days, their digests, the documents exactly as hashed, and what the city's system refused."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel import audit
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer

from ..permissions import may_see_register
from ..queries.register import protocol_state, refused_entries, register_days

PER_PAGE = 31
REFUSALS = 50


@audience("office")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    _refuse_others(request)
    page = Paginator(register_days(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "protocol": protocol_state(), "refused": refused_entries()[:REFUSALS]}
    return render(request, "applications/register.html", context)


@audience("office")
@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    """The list of days."""
    _refuse_others(request)
    heads = [_("Giorno"), _("Dal numero"), _("Al numero"), _("Registrazioni"), "SHA-256"]
    rows = (
        [one.day.isoformat(), one.first_number, one.last_number, one.entries, one.sha256]
        for one in register_days().defer("document").iterator(chunk_size=500)
    )
    return csv_answer("registro-giornaliero.csv", heads, rows)


@audience("office")
@require_safe
def register_day(request: HttpRequest, day: str) -> HttpResponse:
    """The document of one day: the SHA-256 of this file is the one on the page. Who takes it is written down."""
    _refuse_others(request)
    try:
        found = register_days().filter(day=date.fromisoformat(day)).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    audit.record("register_day_taken", by=request.person, subject=found)
    response = HttpResponse(found.document.encode(), content_type="application/json")
    name = f"registro-{found.day.isoformat()}.json"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


def _refuse_others(request: HttpRequest) -> None:
    if not may_see_register(request.person):
        raise PermissionDenied(
            _("Il registro lo vedono gli istruttori, i responsabili e gli amministratori.")
        )
