"""The office's queue of what people told of spaces, and its one answer to each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal
from manifattura.ui.statuses import find_status

from ..actions.decide_space_report import accept_error, enter_reported_space, refuse_report
from ..domain.reports import ErrorTopic, ReporterRole, ReportKind, ReportState
from ..models import SpaceReport
from ..permissions import may_keep_census
from ..queries.space_reports import KINDS, ROLES, TOPICS, reports_list
from .report_forms import AnswerErrorForm, EnterForm, RefuseForm


@audience("office")
def reports(request: HttpRequest) -> HttpResponseBase:
    if not may_keep_census(request.person):
        raise PermissionDenied
    state = request.GET.get("stato", "")
    state = state if state in set(ReportState) else ""
    found = reports_list(state=state)
    if request.GET.get("formato") == "csv":
        heads = [_("Codice"), _("Arrivata"), _("Che cosa"), _("Dove"), _("Testo"), _("Stato"), _("Risposta"), _("Risposta il")]  # fmt: skip
        return csv_answer("segnalazioni-spazi.csv", heads, map(_line, found.iterator(chunk_size=500)))
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    words = {
        "": _("Tutte"),
        "waiting": _("Da rispondere"),
        "accepted": _("Accolte"),
        "refused": _("Non accolte"),
    }
    context = {
        "page": page,
        "rows": [{"report": one, "what": _what(one), "where": _where(one)} for one in page],
        "state": state,
        "tabs": [
            {"label": word, "href": f"?stato={key}" if key else "?", "current": key == state}
            for key, word in words.items()
        ],
    }
    return render(request, "spaces/office_reports.html", context)


def _what(report: SpaceReport) -> str:
    return str(
        TOPICS[ErrorTopic(report.topic)] if report.kind == ReportKind.ERROR else KINDS[ReportKind.NEW_SPACE]
    )


def _where(report: SpaceReport) -> str:
    return str(report.space) if report.kind == ReportKind.ERROR and report.space else report.address


def _line(report: SpaceReport) -> list[str]:
    return [
        report.code, f"{report.created_at:%Y-%m-%d}", _what(report), _where(report), report.text,
        str(find_status("space_report", report.state).word), report.answer,
        f"{report.answered_at:%Y-%m-%d}" if report.answered_at else "",
    ]  # fmt: skip


@audience("office")
def report(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: what it says, and what the office answers."""
    if not may_keep_census(request.person):
        raise PermissionDenied
    found = get_object_or_404(reports_list(), code=code)
    step = request.POST.get("passo", "")
    is_new = found.kind == ReportKind.NEW_SPACE
    accept: forms.Form
    if is_new:
        first = {"address": found.address, "net_m2": found.net_m2, "code": f"SEGN-{found.code}"}
        accept = EnterForm(
            request.POST if step == "accogli" else None,
            initial=first,
            by_owner=found.role == ReporterRole.OWNER,
        )
    else:
        accept = AnswerErrorForm(request.POST if step == "accogli" else None)
    refuse = RefuseForm(request.POST if step == "rifiuta" else None, prefix="no")
    form = refuse if step == "rifiuta" else accept
    if request.method == "POST" and form.is_valid():
        try:
            _decided(request, found, step, form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
            found = get_object_or_404(reports_list(), code=code)
        else:
            return redirect("spaces:office_report", code=code)
    context = {
        "report": found,
        "what": _what(found),
        "role": ROLES[ReporterRole(found.role)],
        "is_new": is_new,
        "tiles": settings.MAP_TILES,
        "accept": accept,
        "refuse": refuse,
        "refused": form if request.method == "POST" else None,
    }
    return render(
        request, "spaces/office_report.html", context, status=422 if request.method == "POST" else 200
    )


def _decided(request: HttpRequest, found: SpaceReport, step: str, values: dict[str, Any]) -> None:
    if step == "rifiuta":
        refuse_report(report=found, answer=values["answer"], by=request.person)
        messages.success(request, _("Risposta inviata."))
    elif found.kind == ReportKind.NEW_SPACE:
        enter_reported_space(report=found, **values, by=request.person)
        messages.success(request, _("Lo spazio è nel censimento ed è pubblico. Risposta inviata."))
    else:
        accept_error(
            report=found,
            withdraw=values["outcome"] == "withdrawn",
            answer=values["answer"],
            by=request.person,
        )
        messages.success(request, _("Risposta inviata."))
