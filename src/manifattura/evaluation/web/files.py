"""Files of an application, shown to the office and to the members who score it; never to the recused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.applications import attachments_of
from manifattura.kernel.audience import audience
from manifattura.kernel.files import file_response

from ..queries.corrections import files_in_force
from .access import review_for, sheet_for
from .framing import framed_file
from .recused import refuses_recused
from .review_page import INLINE, is_reply

if TYPE_CHECKING:
    from manifattura.applications.models import Application, Attachment


@audience("office")
@framed_file
@require_safe
def review_file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    return _answer(request, review_for(request, code).application, pk)


@audience("committee")
@framed_file
@require_safe
@refuses_recused
def sheet_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    return _answer(request, sheet_for(request, pk).bid.application, file_pk)


@audience("committee")
@framed_file
@require_safe
@refuses_recused
def sheet_reply_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    """A file that the firm gave again, in place of one sent with the application."""
    application = sheet_for(request, pk).bid.application
    for file in files_in_force(application):
        if is_reply(file) and file.pk == file_pk:
            record_reading(application_id=application.pk, kind=ReadingKind.FILE, by=request.person)
            return _stream(request, file)
    raise Http404


def _answer(request: HttpRequest, application: Application, pk: int) -> HttpResponseBase:
    file = attachments_of(application).filter(pk=pk).first()
    if file is None:
        raise Http404
    record_reading(application_id=application.pk, kind=ReadingKind.FILE, by=request.person)
    return _stream(request, file)


def _stream(request: HttpRequest, file: Attachment) -> HttpResponseBase:
    return file_response(
        file.storage_key,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        inline=file.content_type in INLINE and "scarica" not in request.GET,
    )
