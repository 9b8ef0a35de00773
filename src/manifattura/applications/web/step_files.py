"""Files: up with their step or at once, down for those who may, away before sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response

from ..actions.attach_file import attach_file, remove_file
from ..domain.file_checks import MEGABYTE
from ..domain.file_names import clean_name
from ..domain.form import steps_of
from ..domain.questionnaire import field_of
from ..models.sheet import GivenFile
from ..queries.drafts import draft
from ..queries.sealed_files import clear_content, is_closed, with_opened_files
from ..queries.sheets import Sheet, questions_of
from .access import application_for
from .closing import note_rows, show_notes
from .kept import keep_for_after_sign_in
from .places import place
from .section_blocks import file_options

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})


Notes = list[dict[str, Any]]
"""What the applicant keeps of the envelopes just closed (`domain/sealed.note_of`)."""


def upload_posted(request: HttpRequest, sheet: Sheet, step: FormSection) -> tuple[dict[str, str], Notes]:
    """Files that came with a plain POST; field key → what is wrong with one of them, and the notes of sealed ones."""
    errors: dict[str, str] = {}
    notes: Notes = []
    for form_field in step.fields:
        if form_field.type is FieldType.FILE:
            error, kept = _attach_all(request, sheet, form_field)
            notes += kept
            if error:
                errors[form_field.key] = error
    return errors, notes


def _attach_all(request: HttpRequest, sheet: Sheet, form_field: FormField) -> tuple[str, Notes]:
    found, notes = [], []
    present = set(
        sheet.attachments.filter(field_key=form_field.key, removed_at=None).values_list("pk", flat=True)
    )
    for uploaded in request.FILES.getlist(form_field.key):
        name = clean_name(uploaded.name or "")
        try:
            attached = attach_file(
                sheet=sheet,
                field_key=form_field.key,
                name=uploaded.name or "",
                # one byte more than allowed is enough to know that it is too large
                content=uploaded.read(form_field.max_megabytes * MEGABYTE + 1),
                size=uploaded.size,
                by=request.person,
            )
        except Refused as refusal:
            found.append(refusal.message)
            continue
        if attached.note is not None:
            notes.append(attached.note)
            continue
        if attached.pk in present and attached.name != name:
            found.append(
                _("%(name)s è uguale a %(other)s, che hai già caricato: ne teniamo uno.")
                % {"name": name, "other": attached.name}
            )
    return " ".join(found), notes


@audience("person")
@require_POST
def upload(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A file chosen in a page with scripts: the answer replaces the field."""
    return take_upload(request, application_for(request, code), field)


@audience("person")
@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one file away."""
    return take_away(request, application_for(request, code), pk)


@audience("person")
def download(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """One file of the application, for those who may see it."""
    return give_file(application_for(request, code), pk)


upload.signed_out = keep_for_after_sign_in


def take_upload(request: HttpRequest, sheet: Sheet, field: str) -> HttpResponse:
    """Store what was uploaded to one field of the sheet."""
    try:
        form_field = field_of(questions_of(sheet), field)
    except KeyError:
        raise Http404 from None
    if form_field.type is not FieldType.FILE:
        raise Http404
    error, notes = _attach_all(request, sheet, form_field)
    if not request.headers.get("X-Upload"):
        if error:
            messages.error(request, error)
        if notes:
            return show_notes(request, draft(sheet), notes, then=_step_url(sheet, field))
        return redirect(_step_url(sheet, field))
    read = draft(sheet)
    options = file_options(read, form_field, {}, error=error)
    context = {"file": options, "file_notes": note_rows(read, notes), "fragment": True}
    answer = render(request, "applications/_file.html", context, status=422 if error else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def take_away(request: HttpRequest, sheet: Sheet, pk: int) -> HttpResponse:
    """Remove one file of the sheet, then show its step again."""
    attachment = _attachment(sheet, pk)
    try:
        remove_file(sheet=sheet, attachment=attachment, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_step_url(sheet, attachment.field_key))


def give_file(sheet: Sheet, pk: int) -> HttpResponseBase:
    """The bytes of one file of the sheet; of a sealed one only from the opening on."""
    attachment = with_opened_files([_attachment(sheet, pk)])[0]
    if is_closed(attachment):
        raise Http404
    return file_response(
        attachment.storage_key,
        name=attachment.name,
        content_type=attachment.content_type,
        size=attachment.size,
        inline=attachment.content_type in INLINE,
        content=clear_content(attachment),
    )


def _attachment(sheet: Sheet, pk: int) -> GivenFile:
    found: GivenFile | None = sheet.attachments.filter(pk=pk, removed_at=None).first()
    if found is None:
        raise Http404
    return found


def _step_url(sheet: Sheet, field_key: str) -> str:
    for section in steps_of(questions_of(sheet)):
        if any(item.key == field_key for item in section.fields):
            return f"{place(sheet, 'form', section.key)}#id_{field_key}_target"
    raise Http404
