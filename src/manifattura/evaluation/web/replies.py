"""What applicants sent with the forms that the office opened: remedy replies, observations, confirmations."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.form_states import FormState
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.filled_forms import forms_of, read_form_sections
from manifattura.kernel.audience import audience
from manifattura.kernel.files import file_response

from .access import review_for
from .framing import framed_file
from .review_page import INLINE


@audience("office")
@require_safe
def reply(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A sent form, in words."""
    review = review_for(request, code)
    form = forms_of(review.application).filter(pk=pk, state=FormState.SENT).first()
    if form is None:
        raise Http404
    record_reading(application_id=review.application_id, kind=ReadingKind.REPLY, by=request.person)
    context = {
        "application": review.application,
        "form": form,
        "sections": read_form_sections(form),
        "files": list(form.attachments.filter(removed_at=None)),
    }
    return render(request, "evaluation/reply.html", context)


@audience("office")
@framed_file
@require_safe
def reply_file(request: HttpRequest, code: str, pk: int) -> HttpResponseBase:
    """A file given with a sent form."""
    review = review_for(request, code)
    for form in forms_of(review.application).filter(state=FormState.SENT):
        file = form.attachments.filter(pk=pk, removed_at=None).first()
        if file is not None:
            record_reading(application_id=review.application_id, kind=ReadingKind.FILE, by=request.person)
            return file_response(
                file.storage_key,
                name=file.name,
                content_type=file.content_type,
                size=file.size,
                inline=file.content_type in INLINE,
            )
    raise Http404
