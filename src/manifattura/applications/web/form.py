"""The steps of a draft of an application: one per page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manifattura.kernel.audience import audience

from ..domain.states import ApplicationState
from ..queries.drafts import draft
from .access import application_for, bring_up_to_date
from .closing import note_file
from .kept import keep_for_after_sign_in
from .step_page import step_page, told


@audience("person")
def resume(request: HttpRequest, code: str) -> HttpResponse:
    """The first step that lacks something, or the summary."""
    application = application_for(request, code)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", code=application.code)
    bring_up_to_date(request, application)
    problems = draft(application).problems
    if problems:
        return redirect("applications:form", code=application.code, section=problems[0].section)
    return redirect("applications:summary", code=application.code)


@audience("person")
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """One step."""
    try:
        application = application_for(request, code)
    except PermissionDenied as denied:
        if request.headers.get("X-Autosave"):
            return told(str(denied.__cause__))
        raise
    if application.state != ApplicationState.DRAFT:
        sent = _("La domanda è stata inviata: non si può più cambiare.")
        if request.headers.get("X-Autosave"):
            return told(sent)
        messages.info(request, sent)
        return redirect("applications:detail", code=application.code)
    bring_up_to_date(request, application)
    return step_page(request, application, section)


form.signed_out = keep_for_after_sign_in


@audience("person")
@require_POST
def envelope_note(request: HttpRequest, code: str) -> HttpResponse:
    """The file with what was just closed, for the applicant to keep."""
    return note_file(request, application_for(request, code).code)
