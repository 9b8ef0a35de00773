"""Telling of a space and of errors on a card: no sign-in, the answer under a code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.kernel.public_forms import comes_from_us, within_limit
from manifattura.ui.forms import show_refusal

from ..actions.file_space_report import propose_space, report_error
from ..domain.reports import ReporterRole, ReportKind
from ..models import SpaceReport
from ..queries.spaces import spaces_with_card
from .report_forms import ErrorForm, ProposeForm

PER_HOUR = 10
TRAP = "sito"
"""Name of the field that people do not see."""


@csrf_exempt  # the page is cached for everybody, so it carries no token: the origin is checked instead
@audience("public")
def propose(request: HttpRequest) -> HttpResponse:
    """A space that the census does not know."""
    if request.method != "POST":
        return kept_by_all(render(request, "spaces/propose.html", {"form": ProposeForm()}))
    form = ProposeForm(request.POST)
    if form.is_valid() and _welcome(request, form):
        values = {**form.cleaned_data, "role": ReporterRole(form.cleaned_data["role"])}
        answer = _filed(request, form, propose_space, values)
        if answer:
            return answer
    return kept_by_nobody(render(request, "spaces/propose.html", {"form": form}, status=422))


@csrf_exempt  # as above
@audience("public")
def error(request: HttpRequest, key: str) -> HttpResponse:
    """A public card is wrong."""
    found = get_object_or_404(spaces_with_card(), code_key=key)
    context: dict[str, Any] = {"space": found, "title": found.name or found.address, "form": ErrorForm()}
    if request.method != "POST":
        return kept_by_all(render(request, "spaces/report_error.html", context))
    form = ErrorForm(request.POST)
    if form.is_valid() and _welcome(request, form):
        answer = _filed(request, form, report_error, {"space": found, **form.cleaned_data})
        if answer:
            return answer
    return kept_by_nobody(render(request, "spaces/report_error.html", {**context, "form": form}, status=422))


def _welcome(request: HttpRequest, form: forms.Form) -> bool:
    if not comes_from_us(request):
        form.add_error(
            None, _("Non sappiamo da quale pagina arriva l’invio. Premi di nuovo il pulsante da qui.")
        )
    elif not within_limit(request, "spaces.report", PER_HOUR):
        form.add_error(None, _("Da qui sono arrivate molte segnalazioni nell’ultima ora. Riprova più tardi."))
    return not form.non_field_errors()


def _filed(
    request: HttpRequest, form: forms.Form, action: Any, values: dict[str, Any]
) -> HttpResponse | None:
    try:
        report = action(**values, trap=request.POST.get(TRAP, ""))
    except Refused as refusal:
        show_refusal(form, refusal)
        return None
    return kept_by_nobody(redirect("spaces:report_follow", report.code))


@require_safe
@audience("public")
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """State and answer, for whoever has the code; never the text nor the address that were left."""
    report = get_object_or_404(SpaceReport.objects.select_related("space"), code=code)
    space = report.space
    shown = space if space and spaces_with_card().filter(pk=space.pk).exists() else None
    context = {"report": report, "space": shown, "is_new": report.kind == ReportKind.NEW_SPACE}
    return kept_by_nobody(render(request, "spaces/report_follow.html", context))
