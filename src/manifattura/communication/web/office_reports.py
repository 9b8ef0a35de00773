"""The office's side of reports: list, export, answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.ui.forms import show_refusal

from ..actions.answer_report import answer_report
from ..domain.reports import ReportState
from ..models import Report
from ..permissions import may_see_report
from ..queries.reports import report_by_code, reports_for
from .forms import TOPICS, AnswerForm

PER_PAGE = 50
TOPIC_WORDS = dict(TOPICS)
HEADS = ("codice", "arrivata", "argomento", "pagina", "ufficio", "stato", "risposta_il")


def _state(request: HttpRequest) -> str:
    wanted = request.GET.get("stato", "")
    return wanted if wanted in set(ReportState) else ""


@require_safe
@audience("office")
def report_list(request: HttpRequest) -> HttpResponse:
    state = _state(request)
    person = request.person
    page = Paginator(reports_for(person, state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "topics": TOPIC_WORDS,
        "state": state,
        "filters": [
            {"label": _("Tutte"), "href": "?", "current": not state},
            {"label": _("Da rispondere"), "href": "?stato=to_answer", "current": state == ReportState.TO_ANSWER},
            {"label": _("Con risposta"), "href": "?stato=answered", "current": state == ReportState.ANSWERED},
        ],
    }  # fmt: skip
    return render(request, "communication/office/report_list.html", context)


@require_safe
@audience("office")
def report_csv(request: HttpRequest) -> StreamingHttpResponse:
    reports = reports_for(request.person, _state(request)).iterator(chunk_size=500)
    return kept_by_nobody(csv_answer("segnalazioni.csv", HEADS, map(_row, reports)))


def _row(report: Report) -> list[str]:
    return [
        report.code,
        report.created_at.isoformat(timespec="seconds"),
        report.topic,
        report.page,
        report.office.name if report.office else "",
        report.state,
        report.answered_at.isoformat(timespec="seconds") if report.answered_at else "",
    ]


@audience("office")
def report_detail(request: HttpRequest, code: str) -> HttpResponse:
    report = report_by_code(code)
    if report is None:
        raise Http404
    if not may_see_report(request.person, report):
        raise PermissionDenied
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_report(report=report, answer=form.cleaned_data["answer"], by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Risposta inviata."))
            return redirect("communication:report", report.code)
    context = {"report": report, "form": form, "topics": TOPIC_WORDS}
    return render(request, "communication/office/report_detail.html", context)
