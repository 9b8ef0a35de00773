"""The office enters an application that arrived on paper or by certified mail, on the same form as everybody."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.calls.queries.calls import calls_for_staff
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.organisations.actions.enter_organisation import enter_organisation
from manifattura.organisations.domain.kinds import ParticipantKind
from manifattura.organisations.queries.organisations import others_with_vat
from manifattura.ui.formats import date_text, elided

from ..actions.adopt_edition import adopt_edition
from ..actions.check_arrival import is_proof_kept, proof_of
from ..actions.delete_draft import delete_draft
from ..actions.enter_application import enter_application
from ..actions.register_entered import register_entered
from ..domain.channels import Channel
from ..domain.form import steps_of
from ..domain.lacking import still_to_type
from ..domain.self_check import unmet
from ..models import Application
from ..permissions import is_being_entered, may_enter_for
from ..queries.applications import application_by_code, payload_of
from ..queries.arrival_twins import same_protocol
from ..queries.channel_words import arrival_words
from ..queries.drafts import draft
from ..queries.entered import entered_applications, receiving_calls
from ..queries.later_arrivals import forms_being_typed
from ..queries.moments import moment_words
from ..queries.receipts import receipt_of, receipt_pdf
from .entering_forms import EnterForm
from .head import head_of
from .kept import keep_for_after_sign_in
from .step_files import INLINE, give_file, take_away, take_upload
from .step_page import step_page, told
from .steps import SUMMARY, step_entries
from .summary_rows import declaration_rows, problem_rows, section_rows

if TYPE_CHECKING:
    from manifattura.calls.models import Call

    from ..models import EnteredArrival

PER_PAGE = 25


def entered_for(request: HttpRequest, code: str) -> Application:
    """The application with this code that an officer entered; 404 for others, 403 outside its office."""
    application = application_by_code(code)
    if application is None or application.channel == Channel.ONLINE:
        raise Http404
    if not may_enter_for(request.person, application.call):
        raise PermissionDenied
    return application


@audience("office")
@require_safe
def arrivals(request: HttpRequest) -> HttpResponse:
    """What was entered and what is under way, and the calls for which one can begin."""
    page = Paginator(entered_applications(request.person), PER_PAGE).get_page(request.GET.get("page"))
    calls = [call for call in receiving_calls(request.person) if may_enter_for(request.person, call)]
    context = {"page": page, "calls": calls, "rows": [_row(application) for application in page]}
    typed = forms_being_typed(request.person)
    context["replies"] = [(form, arrival_words(form.arrival)) for form in typed if form.arrival]
    return render(request, "applications/arrivals.html", context)


def _row(application: Application) -> dict[str, object]:
    entering = is_being_entered(application)
    return {
        "application": application,
        "entering": entering,
        "words": arrival_words(application.entered),
        "submission": None if entering else application.submission,
    }


@audience("office")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    """Who applies and the proof of arrival; then the form."""
    call = get_object_or_404(calls_for_staff(request.person), pk=pk)
    if not may_enter_for(request.person, call):
        raise PermissionDenied
    if call.current_edition_id is None:
        raise Http404
    form = EnterForm(request.POST or None, request.FILES or None, edition=current_edition(call))
    if request.method == "POST" and form.is_valid():
        try:
            return _begin(request, call, form)
        except Refused as refusal:
            form.refuse(refusal.field, refusal.message)
    context = {"call": call, "form": form}
    return render(request, "applications/enter.html", context, status=422 if form.is_bound else 200)


def _begin(request: HttpRequest, call: Call, form: EnterForm) -> HttpResponse:
    facts = form.cleaned_data
    proof = proof_of(facts)
    # a firm that nobody knew stays unknown when its application is refused
    with transaction.atomic():
        lead = enter_organisation(
            kind=ParticipantKind(facts["kind"]),
            name=facts["name"],
            legal_form=facts["legal_form"],
            fiscal_code=facts["fiscal_code"],
            vat_number=facts["vat_number"],
            pec=facts["sender_address"] if facts["channel"] == Channel.PEC else "",
            by=request.person,
            is_sample=call.is_sample,
        )
        application = enter_application(
            call=call, lead=lead, proof=proof, answers=form.answers(), by=request.person
        )
    if application.created_by_id != request.person.pk:
        messages.info(
            request,
            _("%(who)s sta già inserendo la domanda di %(firm)s: continui sulla stessa.")
            % {"who": application.created_by.full_name, "firm": lead.name},
        )
    if not is_proof_kept(proof, application.entered):
        messages.warning(request, _kept_before(application.entered))
    twice = same_protocol(application.entered)
    if twice:
        messages.warning(request, twice)
    twins = others_with_vat(lead)
    if twins:
        messages.warning(
            request,
            _("La partita IVA di %(firm)s risulta anche di: %(others)s. Controlla la visura.")
            % {"firm": lead.name, "others": ", ".join(other.name for other in twins)},
        )
    return redirect("applications:entered", code=application.code)


def _kept_before(kept: EnteredArrival) -> str:
    return elided(
        _(
            "Questa domanda era già in inserimento e tiene la prova di prima: arrivata %(arrived)s, protocollo %(number)s del "
            "%(day)s. Quella che hai scritto ora non è stata tenuta. Se la prova di prima è sbagliata, elimina l’inserimento "
            "in fondo al riepilogo e ricomincia."
        )
        % {
            "arrived": moment_words(kept.arrived_at),
            "number": kept.protocol_number,
            "day": date_text(kept.protocol_on),
        }
    )


@audience("office")
@require_safe
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """The first step that lacks something, or the summary, or what was registered."""
    application = entered_for(request, code)
    if is_being_entered(application):
        _bring_up_to_date(request, application)
        problems = draft(application).problems
        if problems:
            return redirect("applications:entered_step", code=application.code, section=problems[0].section)
    return redirect("applications:entered_summary", code=application.code)


def _bring_up_to_date(request: HttpRequest, application: Application) -> None:
    if application.edition_id != application.call.current_edition_id:
        adopt_edition(application=application, by=request.person)


@audience("office")
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """One step of the form, with the answers as the document gives them."""
    application = entered_for(request, code)
    if not is_being_entered(application):
        if request.headers.get("X-Autosave"):
            return told(_("La domanda è registrata: non si può più cambiare."))
        return redirect("applications:entered_summary", code=application.code)
    _bring_up_to_date(request, application)
    return step_page(request, application, section)


step.signed_out = keep_for_after_sign_in


@audience("office")
@require_safe
def summary(request: HttpRequest, code: str) -> HttpResponse:
    """What will be registered, or what was, with its numbers and its receipt."""
    return _summary(request, entered_for(request, code))


def _summary(request: HttpRequest, application: Application, refused: str = "") -> HttpResponse:
    entering = is_being_entered(application)
    proof = application.entered
    context = {
        "application": application,
        "entering": entering,
        "proof": proof,
        "arrival": arrival_words(proof),
        "refused": refused,
        "unmet": unmet(edition_by_id(application.edition_id), application.eligibility_answers),
    }
    if entering:
        read = draft(application)
        context |= {
            **head_of(read),
            "entering": True,
            "steps": step_entries(read, current=SUMMARY),
            "number": len(steps_of(read.questions)) + 1,
            "sections": section_rows(read),
            "declarations": declaration_rows(read),
            "problems": problem_rows(read),
            "to_type": bool(still_to_type(read.problems)),
            "key": secrets.token_urlsafe(24),
        }
    else:
        context["submission"] = application.submission
        context["lacked"] = payload_of(application)["entered"].get("lacking", ()) if proof.name else ()
    return render(request, "applications/entered.html", context, status=422 if refused else 200)


@audience("office")
@require_POST
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Register; a second click finds the same numbers."""
    application = entered_for(request, code)
    try:
        register_entered(
            application=application,
            idempotency_key=request.POST.get("key") or secrets.token_urlsafe(24),
            by=request.person,
            lacking=request.POST.getlist("lacking") if request.POST.get("seen") else (),
        )
    except Refused as refusal:
        if refusal.code == "amended":
            adopt_edition(application=application, by=request.person)
        return _summary(request, application, refused=refusal.message)
    messages.success(
        request,
        _("Domanda registrata. La ricevuta parte da sola; qui sotto puoi stamparla.")
        if application.entered.mail_address
        else _("Domanda registrata. Qui sotto trovi la ricevuta da stampare."),
    )
    return redirect("applications:entered_summary", code=application.code)


@audience("office")
@require_POST
def give_up(request: HttpRequest, code: str) -> HttpResponse:
    """Delete what was being entered: it was a mistake."""
    application = entered_for(request, code)
    try:
        delete_draft(application=application, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications:entered_summary", code=application.code)
    messages.success(request, _("Inserimento eliminato."))
    return redirect("applications:arrivals")


@audience("office")
@require_safe
def proof(request: HttpRequest, code: str) -> HttpResponseBase:
    """The receipt of the certified mail, or the scan with its stamp."""
    found = entered_for(request, code).entered
    if not found.name:  # discarded with the application
        raise Http404
    return file_response(
        found.storage_key,
        name=found.name,
        content_type=found.content_type,
        size=found.size,
        inline=found.content_type in INLINE,
    )


@audience("office")
@require_safe
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt to print or to send again."""
    application = entered_for(request, code)
    if is_being_entered(application):
        raise Http404
    receipt = receipt_of(application)
    answer = HttpResponse(receipt_pdf(receipt), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="ricevuta-{receipt.number.replace("/", "-")}.pdf"'
    return answer


@audience("office")
@require_POST
def upload(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A scan of one attachment."""
    return take_upload(request, entered_for(request, code), field)


upload.signed_out = keep_for_after_sign_in


@audience("office")
@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one file away."""
    return take_away(request, entered_for(request, code), pk)


@audience("office")
def download(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """One file of the application."""
    return give_file(entered_for(request, code), pk)
