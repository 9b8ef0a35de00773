"""Files of an application, shown to the office and to the members who score it; never to the recused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from manifattura.applications.queries.applications import attachments_of
from manifattura.kernel.audience import audience
from manifattura.kernel.files import file_response

from .access import review_for, sheet_for
from .framing import framed_file
from .recused import refuses_recused
from .review_page import INLINE

if TYPE_CHECKING:
    from manifattura.applications.models import Application


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


def _answer(request: HttpRequest, application: Application, pk: int) -> HttpResponseBase:
    file = attachments_of(application).filter(pk=pk).first()
    if file is None:
        raise Http404
    return file_response(
        file.storage_key,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        inline=file.content_type in INLINE and "scarica" not in request.GET,
    )
