"""The office's side of a thread: read it, write from a template, see what it will look like, send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.actions.send_message import (
    filled,
    refuse_bad_texts,
    refuse_unknown_placeholders,
    send_message,
)
from manifattura.applications.actions.settle_message import mark_sent_outside, settle_message
from manifattura.applications.actions.store_upload import FILES_RULE, uploads_from
from manifattura.applications.domain.certified_mail import ReceiptKind
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.message_templates import (
    FREE,
    OUTSIDE,
    offered_templates,
    template_to_edit,
)
from manifattura.applications.queries.messages import (
    messages_to_show,
    outcome_of,
    proof_of,
    waiting_in,
)
from manifattura.applications.queries.told_words import firm_told
from manifattura.calls.queries.deliveries import first_deliveries
from manifattura.calls.queries.term_words import proof_word
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.ids import storage_key
from manifattura.organisations.queries.acting_people import people_acting_for_each

from ..models import Review
from .files import INLINE
from .message_access import is_recused, thread_for
from .message_forms import ReceiptForm, WriteForm, add_refusal

if TYPE_CHECKING:
    from manifattura.applications.models import Application, Message

PER_PAGE = 20


@audience("office")
@require_safe
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that office and applicant wrote to each other, the latest first."""
    application = thread_for(request, code)
    record_reading(application_id=application.pk, kind=ReadingKind.MESSAGES, by=request.person)
    page = Paginator(messages_to_show(application), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "application": application,
        "page": page,
        "rows": with_deliveries([message_row(found) for found in page.object_list]),
        "recused": is_recused(request.person, application),
        "followed": bool(_people(application)),
        "has_review": Review.objects.filter(application=application).exists(),
    }
    return render(request, "evaluation/messages.html", context)


@audience("office")
@require_safe
def message(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One message: its text in each language, to whom it went, who opened it, the receipts of certified mail."""
    application = thread_for(request, code)
    return message_page(request, application, _find(application, pk), ReceiptForm())


@audience("office")
def write(request: HttpRequest, code: str) -> HttpResponse:
    """`?modello=` begins with a template's text; a POST sends, `preview` shows what each person will read."""
    application = thread_for(request, code)
    if is_recused(request.person, application):
        raise Http404
    if request.method != "POST":
        return _form_page(request, application, WriteForm(initial=_initial(request, application)))
    form = WriteForm(request.POST)
    if not form.is_valid():
        return _form_page(request, application, form)
    try:
        if "preview" in request.POST:
            return _preview(request, application, form)
        send_message(
            application=application,
            template=_template_key(request.POST.get("template", "")),
            texts=form.texts(),
            attachments=uploads_from(request.FILES.getlist("files")),
            needs_proof=form.cleaned_data["needs_proof"],
            settles=form.cleaned_data["settles"],
            once_key=form.cleaned_data["key"],
            by=request.person,
        )
    except Refused as refusal:
        return _form_page(request, application, form, add_refusal(form, refusal))
    success(
        request, firm_told(application, _("Messaggio scritto."), _("L’impresa lo trova nell’area personale."))
    )
    return redirect("evaluation:messages", application.code)


@audience("office")
@require_POST
def settle(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """No answer is needed."""
    application = thread_for(request, code)
    if is_recused(request.person, application):
        raise Http404
    if settle_message(message=_find(application, pk), by=request.person):
        success(request, _("Il messaggio non è più fra quelli da rispondere."))
    return redirect("evaluation:messages", application.code)


@audience("office")
@require_POST
def sent_outside(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """It left by certified mail, by post or by hand."""
    application = thread_for(request, code)
    if is_recused(request.person, application):
        raise Http404
    if mark_sent_outside(message=_find(application, pk), by=request.person):
        success(request, _("Segnato come spedito. Quando hai la prova di consegna, registrala qui."))
    return redirect("evaluation:message", application.code, pk)


@audience("office")
@require_safe
def file(request: HttpRequest, code: str, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of the thread."""
    application = thread_for(request, code)
    attached = get_object_or_404(_find(application, pk).files, pk=file_pk)
    record_reading(application_id=application.pk, kind=ReadingKind.FILE, by=request.person)
    return file_response(
        attached.storage_key,
        name=attached.name,
        content_type=attached.content_type,
        size=attached.size,
        inline=attached.content_type in INLINE,
    )


def message_page(
    request: HttpRequest, application: Application, found: Message, form: ReceiptForm
) -> HttpResponse:
    """The page of one message, with the form for a receipt as it was sent."""
    record_reading(application_id=application.pk, kind=ReadingKind.MESSAGES, by=request.person)
    context = {
        "application": application,
        "row": with_deliveries([message_row(found)])[0],
        # the language of the office first, whatever the order in which they are stored
        "texts": [
            (language, found.text(language))
            for language in sorted(found.texts, key=lambda one: (one != settings.LANGUAGE_CODE, one))
        ],
        "recipients": [
            {"recipient": one, "outcome": outcome_of(one), "log": list(one.deliveries.all())}
            for one in found.recipients.all()
        ],
        "receipts": list(found.receipts.all()),
        "failed": any(one.kind == ReceiptKind.FAILURE for one in found.receipts.all()),
        "form": form,
        "recused": is_recused(request.person, application),
    }
    return render(request, "evaluation/message.html", context, status=422 if form.errors else 200)


def message_row(found: Message) -> dict[str, Any]:
    """What the office sees of a message in the thread."""
    outcomes = [outcome_of(one) for one in found.recipients.all()]
    return {
        "message": found,
        "text": found.text(),
        "files": list(found.files.all()),
        "readings": list(found.readings.all()),
        "proof": proof_of(found) if found.from_office else None,
        "waits": not found.from_office and found.settled_at is None,
        "outcomes": {outcome: outcomes.count(outcome) for outcome in dict.fromkeys(outcomes)},
    }


def with_deliveries(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A delivery recorded on the term itself (a registered letter, by hand) proves the message too; one statement."""
    unproved = [row["message"].notice_ref for row in rows if row["message"].from_office and not row["proof"]]
    found = first_deliveries(unproved) if unproved else {}
    for row in rows:
        delivery = found.get(row["message"].notice_ref)
        row["to_send"] = (
            row["message"].from_office
            and not row["outcomes"]
            and not row["proof"]
            and not delivery
            and row["message"].template != OUTSIDE
        )
        row["delivery"] = delivery and {
            "how": proof_word(delivery.proof),
            "reference": delivery.reference,
            "on": delivery.delivered_at,
        }
    return rows


def _find(application: Application, pk: int) -> Message:
    return get_object_or_404(messages_to_show(application).select_related("application__call"), pk=pk)


def _template_key(given: str) -> str:
    return given if given in {template.key for template in offered_templates()} else FREE


def _initial(request: HttpRequest, application: Application) -> dict[str, Any]:
    initial: dict[str, Any] = {"key": storage_key(), "settles": True}
    key = _template_key(request.GET.get("modello", ""))
    if key != FREE:
        texts = template_to_edit(key, application)
        initial |= {"subject": texts["it"].subject, "body": texts["it"].body}
        if "en" in texts and texts["en"] != texts["it"]:
            initial |= {"subject_en": texts["en"].subject, "body_en": texts["en"].body}
    return initial


def _form_page(
    request: HttpRequest, application: Application, form: WriteForm, files_error: str = ""
) -> HttpResponse:
    waiting = waiting_in(application)
    if not waiting:
        del form.fields["settles"]
    key = _template_key(request.POST.get("template", "") or request.GET.get("modello", ""))
    context = {
        "application": application,
        "form": form,
        "files": {**FILES_RULE, "error": files_error},
        "templates": offered_templates(),
        "template": key,
        "people": _people(application),
        "has_english": bool(form["subject_en"].value()),
    }
    status = 422 if form.errors or files_error else 200
    return render(request, "evaluation/message_write.html", context, status=status)


def _preview(request: HttpRequest, application: Application, form: WriteForm) -> HttpResponse:
    """Opened in another tab, so that nothing that was written or chosen is lost."""
    texts = form.texts()
    refuse_bad_texts(texts)
    refuse_unknown_placeholders(texts)
    context = {
        "application": application,
        "texts": list(filled(texts, application).items()),
        "needs_proof": form.cleaned_data["needs_proof"],
        "people": _people(application),
    }
    return render(request, "evaluation/message_preview.html", context)


def _people(application: Application) -> list[Any]:
    return people_acting_for_each([application.lead_id]).get(application.lead_id, [])
