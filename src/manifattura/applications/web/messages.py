"""The thread of an application on the applicant's side: closed until opened by a POST, then read and answered."""

from __future__ import annotations

from typing import Any

from django.contrib.messages import success
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.calls.queries.deliveries import days_delivered
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.ids import storage_key

from ..actions.answer_message import answer_message
from ..actions.read_message import read_message
from ..actions.store_upload import FILES_RULE, uploads_from
from ..domain.message_texts import SUBJECT_LENGTH
from ..models import Application, Message
from ..permissions import binds_applicant
from ..queries.messages import thread_of
from .access import application_for
from .kept import keep_for_after_sign_in, kept_values
from .message_forms import AnswerForm, add_refusal
from .step_files import INLINE

PER_PAGE = 20


@audience("person")
def thread(request: HttpRequest, code: str) -> HttpResponse:
    """The thread; a POST writes to the office."""
    application = _sent(request, code)
    if request.method == "POST":
        return _answer(request, application)
    return _page(request, application)


thread.signed_out = keep_for_after_sign_in


@audience("person")
@require_safe
def message(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One message: where e-mails and notices lead."""
    application = _sent(request, code)
    found = get_object_or_404(thread_of(application), pk=pk)
    row = _with_days([message_row(found, request.person.pk)])[0]
    context = {
        "application": application,
        "row": row,
        "is_proof": binds_applicant(request.person, application),
    }
    return render(request, "applications/message.html", context)


@audience("person")
@require_POST
def open_it(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The envelope is opened by a POST: a link followed by a machine opens nothing."""
    application = _sent(request, code)
    found = get_object_or_404(application.messages.select_related("application__lead"), pk=pk)
    read_message(message=found, by=request.person)
    return redirect("applications:message", application.code, found.pk)


@audience("person")
@require_safe
def file(request: HttpRequest, code: str, pk: int, file_pk: int) -> HttpResponseBase:
    """A file of a message that the person has opened, or that their firm sent."""
    application = _sent(request, code)
    found = get_object_or_404(thread_of(application), pk=pk)
    if not message_row(found, request.person.pk)["is_open"]:
        raise Http404
    attached = get_object_or_404(found.files, pk=file_pk)
    return file_response(
        attached.storage_key,
        name=attached.name,
        content_type=attached.content_type,
        size=attached.size,
        inline=attached.content_type in INLINE,
    )


def message_row(found: Message, person_id: int) -> dict[str, Any]:
    """What the page shows of a message; the text only when the person may read it already."""
    reading = next((one for one in found.readings.all() if one.person_id == person_id), None)
    return {
        "message": found,
        "text": found.text(get_language() or "it"),
        "is_open": not found.from_office or reading is not None,
        "reading": reading,
        "files": list(found.files.all()),
    }


def _with_days(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of what was not opened yet: the day on which another proof says that it arrived. The days run from there."""
    closed = [row["message"].notice_ref for row in rows if not row["is_open"]]
    days = days_delivered(closed) if closed else {}
    return [row | {"delivered_on": days.get(row["message"].notice_ref)} for row in rows]


def _sent(request: HttpRequest, code: str) -> Application:
    application = application_for(request, code)
    if getattr(application, "submission", None) is None:
        raise Http404
    return application


def _answer(request: HttpRequest, application: Application) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, application, form)
    try:
        answer_message(
            application=application,
            subject=form.cleaned_data["subject"],
            body=form.cleaned_data["body"],
            attachments=uploads_from(request.FILES.getlist("files")),
            once_key=form.cleaned_data["key"],
            by=request.person,
        )
    except Refused as refusal:
        return _page(request, application, form, add_refusal(form, refusal))
    success(request, _("Messaggio inviato all’ufficio."))
    return redirect("applications:messages", application.code)


def _page(
    request: HttpRequest, application: Application, form: AnswerForm | None = None, files_error: str = ""
) -> HttpResponse:
    page = Paginator(thread_of(application), PER_PAGE).get_page(request.GET.get("page"))
    rows = _with_days([message_row(found, request.person.pk) for found in page.object_list])
    context = {
        "application": application,
        "page": page,
        "rows": rows,
        "is_proof": binds_applicant(request.person, application),
        "form": form or AnswerForm(initial=_initial(request, rows)),
        "files": {**FILES_RULE, "error": files_error},
    }
    return render(request, "applications/messages.html", context, status=422 if form else 200)


def _initial(request: HttpRequest, rows: list[dict[str, Any]]) -> dict[str, str]:
    """What was being written when the session ended, or an answer to the latest message."""
    initial = {"key": storage_key(), "subject": _answer_subject(rows), "body": ""}
    if (kept := kept_values(request)) is not None:
        initial |= {name: str(kept[name]) for name in initial if kept.get(name)}
    return initial


def _answer_subject(rows: list[dict[str, Any]]) -> str:
    """`Re:` the latest message of the office, which the person may still change."""
    if not rows or not rows[0]["message"].from_office:
        return ""
    subject = rows[0]["text"].subject
    return subject if subject.startswith("Re: ") else f"Re: {subject}"[:SUBJECT_LENGTH]
