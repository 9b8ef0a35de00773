"""Who opened an application and when: for who directs the office, for administrators, for the answer to its applicant."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.permissions import is_office
from manifattura.applications.permissions import may_see_readings
from manifattura.applications.queries.applications import application_by_code
from manifattura.applications.queries.readings import readings_of
from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.ui.formats import date_text

from .words import reading_words

PER_PAGE = 50


@audience("office")
@require_safe
def readings(request: HttpRequest, code: str) -> HttpResponse:
    application = _application(request, code)
    words = reading_words()
    page = Paginator(readings_of(application), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "application": application,
        "page": page,
        "rows": [(one, words[one.kind]) for one in page.object_list],
    }
    return render(request, "records/readings.html", context)


@audience("office")
@require_safe
def readings_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    application = _application(request, code)
    words = reading_words()
    heads = [_("Giorno"), _("Chi"), _("Che cosa"), _("Prima volta"), _("Ultima volta"), _("Quante volte")]
    rows = (
        [
            one.day.isoformat(),
            one.person.full_name,
            words[one.kind],
            date_text(one.first_at, "iso"),
            date_text(one.last_at, "iso"),
            one.times,
        ]
        for one in readings_of(application).iterator(chunk_size=500)
    )
    return csv_answer(f"letture-{application.code}.csv", heads, rows)


def _application(request: HttpRequest, code: str) -> Any:
    """404 for who does not belong to the office; 403 for who does and does not direct it."""
    application = application_by_code(code)
    if application is None or getattr(application, "submission", None) is None:
        raise Http404
    if may_see_readings(request.person, application):
        return application
    if is_office(request.person) and calls_for_staff(request.person).filter(pk=application.call_id).exists():
        raise PermissionDenied(_("Il registro delle letture lo vede chi dirige l’ufficio."))
    raise Http404
