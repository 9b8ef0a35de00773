"""Files: up with their step or at once, down for those who may, away before sending."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response

from ..actions.attach_file import attach_file, remove_file
from ..domain.file_checks import MEGABYTE
from ..domain.form import steps_of
from ..models import Application
from ..queries.drafts import draft
from .access import application_for
from .kept import keep_for_after_sign_in
from .section_blocks import file_options

INLINE = frozenset({"application/pdf", "image/png", "image/jpeg"})


def upload_posted(request: HttpRequest, application: Application, step: FormSection) -> dict[str, str]:
    """Files that came with a plain POST; field key → what is wrong with one of them."""
    errors: dict[str, str] = {}
    for form_field in step.fields:
        if form_field.type is FieldType.FILE:
            error = _attach_all(request, application, form_field)
            if error:
                errors[form_field.key] = error
    return errors


def _attach_all(request: HttpRequest, application: Application, form_field: FormField) -> str:
    found = []
    for uploaded in request.FILES.getlist(form_field.key):
        try:
            attach_file(
                sheet=application,
                field_key=form_field.key,
                name=uploaded.name or "",
                # one byte more than allowed is enough to know that it is too large
                content=uploaded.read(form_field.max_megabytes * MEGABYTE + 1),
                size=uploaded.size,
                by=request.person,
            )
        except Refused as refusal:
            found.append(refusal.message)
    return " ".join(found)


@audience("person")
@require_POST
def upload(request: HttpRequest, code: str, field: str) -> HttpResponse:
    """A file chosen in a page with scripts: the answer replaces the field."""
    application = application_for(request, code)
    try:
        form_field = edition_by_id(application.edition_id).form_field(field)
    except KeyError:
        raise Http404 from None
    if form_field.type is not FieldType.FILE:
        raise Http404
    error = _attach_all(request, application, form_field)
    if not request.headers.get("X-Upload"):
        if error:
            messages.error(request, error)
        return redirect(_step_url(application, field))
    options = file_options(draft(application), form_field, {}, error=error)
    return render(request, "applications/_file.html", {"file": options}, status=422 if error else 200)


upload.signed_out = keep_for_after_sign_in


@audience("person")
@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take one file away."""
    application = application_for(request, code)
    attachment = get_object_or_404(application.attachments, pk=pk, removed_at=None)
    try:
        remove_file(sheet=application, attachment=attachment, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_step_url(application, attachment.field_key))


def _step_url(application: Application, field_key: str) -> str:
    for section in steps_of(edition_by_id(application.edition_id)):
        if any(item.key == field_key for item in section.fields):
            address = reverse("applications:form", args=[application.code, section.key])
            return f"{address}#id_{field_key}_target"
    raise Http404


@audience("person")
def download(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """One file of the application, for those who may see it."""
    application = application_for(request, code)
    attachment = get_object_or_404(application.attachments, pk=pk, removed_at=None)
    return file_response(
        attachment.storage_key,
        name=attachment.name,
        content_type=attachment.content_type,
        size=attachment.size,
        inline=attachment.content_type in INLINE,
    )
