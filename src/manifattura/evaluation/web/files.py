"""Files of an application, shown to the office and to the members who score it; never to the recused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.applications import attachments_of
from manifattura.applications.queries.sealed_files import clear_content, is_closed, with_opened_files
from manifattura.applications.queries.signatures import signature_of
from manifattura.calls.queries.editions import edition
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
    return _answer(request, review_for(request, code).application, pk, opened=True)


@audience("office")
@require_safe
def review_signature(request: HttpRequest, code: str) -> HttpResponseBase:
    """The document as the sender signed it (CAD art. 65 c. 1 a)."""
    application = review_for(request, code).application
    signed = signature_of(application.submission)
    if signed is None or application.discarded_at is not None:
        raise Http404
    record_reading(application_id=application.pk, kind=ReadingKind.FILE, by=request.person)
    return file_response(
        signed.storage_key, name=signed.name, content_type=signed.content_type, size=signed.size
    )


@audience("committee")
@framed_file
@require_safe
@refuses_recused
def sheet_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    application = sheet_for(request, pk).bid.application
    rule = edition(application.edition_id).sealing
    return _answer(request, application, file_pk, opened=rule is not None and rule.committee_reads)


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


def _answer(request: HttpRequest, application: Application, pk: int, *, opened: bool) -> HttpResponseBase:
    """`opened`: whether this reader reads what was in the envelopes, once they are open."""
    found = list(attachments_of(application).filter(pk=pk))
    for file in with_opened_files(found) if opened else found:
        if not is_closed(file):
            break
    else:
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
        content=clear_content(file),
    )
