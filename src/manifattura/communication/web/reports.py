"""The public's side of a report: the form and the page where the answer appears."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.ui.forms import show_refusal

from ..actions.file_report import file_report
from ..domain.reports import ReportTopic
from ..queries.reports import report_by_code
from .forms import ReportForm
from .origin import comes_from_us, within_limit


@csrf_exempt  # the page is cached for everybody, so it carries no token: the origin is checked instead
@audience("public")
def report_problem(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return kept_by_all(render(request, "communication/report_problem.html", {"form": ReportForm()}))
    form = ReportForm(request.POST)
    if form.is_valid() and not _refusal(request, form):
        values = {**form.cleaned_data, "topic": ReportTopic(form.cleaned_data["topic"])}
        try:
            report = file_report(**values)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return kept_by_nobody(redirect("communication:report-follow", report.code))
    return kept_by_nobody(render(request, "communication/report_problem.html", {"form": form}, status=422))


def _refusal(request: HttpRequest, form: ReportForm) -> bool:
    """Add the reason to the form when the request may not be accepted."""
    if not comes_from_us(request):
        form.add_error(
            None, _("Non sappiamo da quale pagina arriva l'invio. Premi di nuovo il pulsante da qui.")
        )
    elif not within_limit(request):
        form.add_error(None, _("Da qui sono arrivate molte segnalazioni nell'ultima ora. Riprova più tardi."))
    return bool(form.non_field_errors())


@require_safe
@audience("public")
def report_follow(request: HttpRequest, code: str) -> HttpResponse:
    """State and answer, for whoever has the code; never the text nor the address that were left."""
    report = report_by_code(code)
    if report is None:
        raise Http404
    return kept_by_nobody(render(request, "communication/report_follow.html", {"report": report}))
