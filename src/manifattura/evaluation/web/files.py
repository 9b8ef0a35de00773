"""Files of an application, shown to the office and to the members who score it; never to the recused."""

from __future__ import annotations

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from manifattura.applications.queries.applications import attachments_of
from manifattura.kernel.audience import audience
from manifattura.kernel.files import file_response

from .access import review_for, sheet_for
from .review_page import INLINE

# The browser's own PDF reader draws with inline styles of its own; nothing else may run or load.
READER = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'"],
    "object-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}


@audience("office")
@xframe_options_sameorigin
@csp_replace(READER)
@require_safe
def review_file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    return _answer(request, review_for(request, code).application, pk)


@audience("committee")
@xframe_options_sameorigin
@csp_replace(READER)
@require_safe
def sheet_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    return _answer(request, sheet_for(request, pk).bid.application, file_pk)


def _answer(request: HttpRequest, application: object, pk: int) -> HttpResponseBase:
    file = attachments_of(application).filter(pk=pk).first()  # type: ignore[arg-type]
    if file is None:
        raise Http404
    return file_response(
        file.storage_key,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        inline=file.content_type in INLINE and "scarica" not in request.GET,
    )
