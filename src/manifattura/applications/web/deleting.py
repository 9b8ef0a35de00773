"""Delete a draft: a page that says what goes away, then the act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused

from ..actions.delete_draft import delete_draft
from ..domain.states import ApplicationState
from ..permissions import may_delete_draft
from ..queries.applications import attachments_of
from .access import application_for


@audience("person")
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, code: str) -> HttpResponse:
    """Say what deleting means, then do it."""
    application = application_for(request, code)
    if application.state != ApplicationState.DRAFT:
        messages.info(request, _("Questa domanda è stata inviata: non si può eliminare."))
        return redirect("applications:detail", code=application.code)
    refused = ""
    if request.method == "POST":
        try:
            delete_draft(application=application, by=request.person)
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, _("Bozza eliminata, con i suoi file."))
            return redirect("applications:area")
    context = {
        "application": application,
        "edition": edition_by_id(application.edition_id),
        "files": attachments_of(application).count(),
        "can": may_delete_draft(request.person, application),
        "refused": refused,
    }
    return render(request, "applications/delete.html", context)
