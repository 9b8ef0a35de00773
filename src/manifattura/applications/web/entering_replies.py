"""The office types a reply that arrived on paper or by certified mail, on the form that the applicant would have filled in."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.ui.arrivals import LaterArrivalForm
from manifattura.ui.forms import show_refusal

from ..actions.check_arrival import proof_of
from ..actions.enter_reply import enter_reply, give_up_reply
from ..actions.register_reply import register_reply
from ..domain.form import steps_of
from ..domain.form_states import FormState
from ..models import FilledForm
from ..permissions import may_enter_for
from ..queries.arrival_twins import same_protocol
from ..queries.channel_words import arrival_words
from ..queries.drafts import draft
from ..queries.filled_forms import form_by_code, read_form_sections, reply_term
from ..queries.later_arrivals import arrival_by_id
from ..queries.sheets import is_typed_by_office
from ..queries.told_words import firm_told
from .head import head_of
from .kept import keep_for_after_sign_in
from .step_files import INLINE, give_file, take_away, take_upload
from .step_page import step_page, told
from .steps import SUMMARY, step_entries
from .summary_rows import declaration_rows, problem_rows, section_rows


def form_to_type(request: HttpRequest, code: str) -> FilledForm:
    """The form with this code; 403 outside its office."""
    form = form_by_code(code)
    if form is None:
        raise Http404
    if not may_enter_for(request.person, form.application.call):
        raise PermissionDenied
    return form


def casework_url(form: FilledForm) -> str:
    """Where the office asked for the reply: the page that its term leads to."""
    term = reply_term(form)
    try:
        return reverse(term.url_name, args=term.url_args) if term and term.url_name else ""
    except NoReverseMatch:
        return ""


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The proof of arrival; then the questions, or, when it came late, the choice to keep it."""
    form = form_to_type(request, code)
    if form.arrival is not None:
        return redirect("applications:reply_entered", code=form.code)
    posted = request.method == "POST"
    page_form = LaterArrivalForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and page_form.is_valid():
        try:
            return _begin(request, form, page_form)
        except Refused as refusal:
            if refusal.code == "late":
                page_form.offer_late()
            show_refusal(page_form, refusal)
    term = reply_term(form)
    context = {
        "filled": form,
        "application": form.application,
        "form": page_form,
        "due_on": term.due_on if term else None,
        "back_url": casework_url(form),
    }
    return render(request, "applications/reply_enter.html", context, status=422 if posted else 200)


def _begin(request: HttpRequest, form: FilledForm, page_form: LaterArrivalForm) -> HttpResponse:
    facts = page_form.cleaned_data
    row = enter_reply(form=form, proof=proof_of(facts), keep_late=facts["keep_late"], by=request.person)
    twice = same_protocol(row)
    if twice:
        messages.warning(request, twice)
    if row.is_late:
        messages.success(request, firm_told(form.application, _("Tenuta agli atti come arrivata tardi.")))
        return redirect(casework_url(form) or "applications:arrivals")
    if row.entered_by_id != request.person.pk:
        messages.info(
            request,
            _("%(who)s sta già registrando questa risposta: continui sulla stessa.")
            % {"who": row.entered_by.full_name},
        )
    return redirect("applications:reply_entered", code=form.code)


@audience("office")
@require_safe
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """The first step while nothing is written or something lacks, else the summary, or what was registered."""
    form = form_to_type(request, code)
    if form.arrival is None:
        return redirect("applications:reply_enter", code=form.code)
    if is_typed_by_office(form):
        read = draft(form)
        untouched = not any(row.changed_by_id for row in read.sections.values())
        if read.problems or untouched:
            first = read.problems[0].section if read.problems else steps_of(read.questions)[0].key
            return redirect("applications:reply_step", code=form.code, section=first)
    return redirect("applications:reply_summary", code=form.code)


@audience("office")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """One step, with the answers as the document gives them."""
    form = form_to_type(request, code)
    if not is_typed_by_office(form):
        if request.headers.get("X-Autosave"):
            return told(_("La risposta è registrata: non si può più cambiare."))
        return redirect("applications:reply_entered", code=form.code)
    return step_page(request, form, section)


step.signed_out = keep_for_after_sign_in


@audience("office")
@require_safe
def summary(request: HttpRequest, code: str) -> HttpResponse:
    """What will be registered, or what was."""
    form = form_to_type(request, code)
    if form.arrival is None:
        return redirect("applications:reply_enter", code=form.code)
    return _summary(request, form)


def _summary(request: HttpRequest, form: FilledForm, refused: str = "") -> HttpResponse:
    proof, typing = form.arrival, is_typed_by_office(form)
    assert proof is not None
    context = {
        "filled": form,
        "application": form.application,
        "proof": proof,
        "arrival": arrival_words(proof),
        "typing": typing,
        "refused": refused,
        "back_url": casework_url(form),
    }
    if typing:
        read = draft(form)
        context |= {
            **head_of(read),
            "steps": step_entries(read, current=SUMMARY),
            "sections": section_rows(read),
            "declarations": declaration_rows(read),
            "problems": problem_rows(read),
        }
    else:
        context["sections"] = read_form_sections(form)
    return render(request, "applications/reply_entered.html", context, status=422 if refused else 200)


@audience("office")
@require_POST
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Register; a second click finds what the first registered."""
    form = form_to_type(request, code)
    try:
        register_reply(form=form, by=request.person)
    except Refused as refusal:
        if form.arrival is None:
            messages.error(request, refusal.message)
            return redirect("applications:reply_enter", code=form.code)
        return _summary(request, form, refused=refusal.message)
    messages.success(
        request, firm_told(form.application, _("Risposta registrata: conta da quando è arrivata."))
    )
    return redirect(casework_url(form) or "applications:arrivals")


@audience("office")
@require_POST
def give_up(request: HttpRequest, code: str) -> HttpResponse:
    """It was entered by mistake."""
    form = form_to_type(request, code)
    try:
        give_up_reply(form=form, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications:reply_summary", code=form.code)
    messages.success(
        request,
        _("Inserimento eliminato.")
        if form.state == FormState.CLOSED
        else _("Inserimento eliminato: l’impresa può di nuovo rispondere dal sito."),
    )
    return redirect(casework_url(form) or "applications:arrivals")


@audience("office")
@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The receipt of the certified mail, or the scan with its stamp: of a reply, an observation, an acceptance, late ones too."""
    row = arrival_by_id(pk)
    if row is None or not row.name:  # discarded with the application
        raise Http404
    if not may_enter_for(request.person, row.application.call):
        raise PermissionDenied
    return file_response(
        row.storage_key,
        name=row.name,
        content_type=row.content_type,
        size=row.size,
        inline=row.content_type in INLINE,
    )


@audience("office")
@require_POST
def upload(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A scan of what came with the reply."""
    return take_upload(request, form_to_type(request, code), field)


upload.signed_out = keep_for_after_sign_in


@audience("office")
@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one file away."""
    return take_away(request, form_to_type(request, code), pk)


@audience("office")
def download(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """One file of a reply that the office types or has typed."""
    form = form_to_type(request, code)
    if form.arrival is None and form.state != FormState.SENT:
        raise Http404
    return give_file(form, pk)
