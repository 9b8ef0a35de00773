"""Forms opened by the office, on the applicant's side: fill in, read again, send, read what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.organisations.queries.organisations import capacity_of

from ..actions.send_form import send_form
from ..actions.writable import is_late
from ..domain.form import steps_of
from ..domain.form_states import FormState
from ..models import FilledForm
from ..permissions import may_see_application, may_send_application
from ..queries.channel_words import arrival_words
from ..queries.drafts import draft
from ..queries.filled_forms import form_by_code, form_term, read_form_sections, term_that_ended
from ..queries.sheets import is_typed_by_office
from .head import head_of
from .kept import keep_for_after_sign_in
from .reminding import send_reminder
from .step_files import give_file, take_away, take_upload
from .step_page import step_page, told
from .steps import SUMMARY, step_entries
from .summary_rows import declaration_rows, problem_rows, section_rows, senders_of


def is_open(form: FilledForm) -> bool:
    """Whether its applicant may still write on it: not while the office types what arrived another way."""
    return form.state == FormState.DRAFT and not is_typed_by_office(form)


def form_for(request: HttpRequest, code: str) -> FilledForm:
    """The form with this code, or 404: whether it exists is private."""
    form = form_by_code(code)
    if form is None or not may_see_application(request.person, form.application):
        raise Http404
    return form


@audience("person")
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """A form that waits: its first step that lacks something, or the first one while nothing was written; else what was sent."""
    form = form_for(request, code)
    late = is_late(form)
    if is_open(form) and not late:
        read = draft(form)
        untouched = not read.answers and not read.files and form.sections
        if read.problems or untouched:
            first = read.problems[0].section if read.problems else form.sections[0]["key"]
            return redirect("applications:filled_form_step", code=form.code, section=first)
        return redirect("applications:filled_form_summary", code=form.code)
    sent = form.state == FormState.SENT
    context = {
        "form": form,
        "state": FormState.CLOSED if late else form.state,
        "application": form.application,
        "sections": read_form_sections(form) if sent else section_rows(draft(form)),
        "submission": form.submission if sent else None,
        "arrival": form.arrival,
        "arrival_words": arrival_words(form.arrival) if form.arrival else "",
        "ended": form_term(form) if late else term_that_ended(form),
    }
    return render(request, "applications/filled_form.html", context)


@audience("person")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """One step."""
    form = form_for(request, code)
    if not is_open(form) or (request.method == "GET" and is_late(form)):
        closed = _("Questo modulo non si può più cambiare.")
        if request.headers.get("X-Autosave"):
            return told(closed)
        messages.info(request, closed)
        return redirect("applications:filled_form", code=form.code)
    return step_page(request, form, section)


step.signed_out = keep_for_after_sign_in


@audience("person")
@require_safe
def summary(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the office will receive, what is missing, and the button."""
    form = form_for(request, code)
    if not is_open(form) or is_late(form):
        return redirect("applications:filled_form", code=form.code)
    return _summary(request, form)


def _summary(
    request: HttpRequest, form: FilledForm, *, refused: str = "", forgotten: str = ""
) -> HttpResponse:
    read = draft(form)
    context = {
        **head_of(read),
        "form": form,
        "steps": step_entries(read, current=SUMMARY),
        "number": len(steps_of(read.questions)) + 1,
        "sections": section_rows(read),
        "declarations": declaration_rows(read),
        "problems": problem_rows(read),
        "may_send": may_send_application(request.person, form.application),
        "capacity": capacity_of(request.person, form.application.lead),
        "senders": senders_of(form.application),
        "refused": refused,
        "forgotten": forgotten,
        "forgotten_lines": [(forgotten, "confirm")],
    }
    return render(request, "applications/filled_form_summary.html", context)


@audience("person")
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send; a second click finds what the first sent."""
    form = form_for(request, code)
    if is_open(form) and not request.POST.get("confirm"):
        return _summary(request, form, forgotten=_("Conferma di aver riletto il modulo, poi invia."))
    try:
        send_form(form=form, by=request.person)
    except Refused as refusal:
        if not is_open(form) or refusal.code == "late":
            messages.error(request, refusal.message)
            return redirect("applications:filled_form", code=form.code)
        return _summary(request, form, refused=refusal.message)
    messages.success(request, _("Modulo inviato. Lo ritrovi qui quando vuoi."))
    return redirect("applications:filled_form", code=form.code)


@audience("person")
@require_safe
def content(request: HttpRequest, code: str) -> HttpResponse:
    """The text exactly as hashed."""
    form = form_for(request, code)
    if form.state != FormState.SENT:
        raise Http404
    answer = HttpResponse(form.submission.payload, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="modulo-{form.code}.json"'
    return answer


@audience("person")
@require_POST
def upload(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A file chosen in a page with scripts."""
    return take_upload(request, form_for(request, code), field)


upload.signed_out = keep_for_after_sign_in


@audience("person")
@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one file away."""
    return take_away(request, form_for(request, code), pk)


@audience("person")
def download(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """One file of the form."""
    return give_file(form_for(request, code), pk)


@audience("person")
@require_POST
def remind(request: HttpRequest, code: str, declaration: str, organisation: int) -> HttpResponse:
    """Write to who must declare."""
    return send_reminder(request, form_for(request, code), declaration, organisation)
