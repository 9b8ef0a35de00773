"""Finds the application of an address, for those who may see it: for anybody else there is none."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused
from manifattura.organisations.permissions import used_to_act_for

from ..actions.adopt_edition import adopt_edition
from ..models import Application
from ..permissions import may_see_application
from ..queries.applications import application_by_code


def application_for(request: HttpRequest, code: str) -> Application:
    """The application with this code, or 404: whether it exists is private. Who worked on it until now is told why not."""
    application = application_by_code(code)
    if application is not None and may_see_application(request.person, application):
        return application
    if application is not None and used_to_act_for(request.person, application.lead_id):
        raise PermissionDenied from PermissionRefused(
            _(
                "Non risulti più fra chi agisce per %(applicant)s: questa domanda non si apre più con il tuo profilo. "
                "Quello che avevi salvato c’è ancora, per chi continua. Se è un errore, chiedi al rappresentante legale "
                "di invitarti di nuovo."
            )
            % {"applicant": application.lead.name}
        )
    raise Http404


def bring_up_to_date(request: HttpRequest, application: Application) -> None:
    """A draft opened between an amendment and its job moves to the edition in force now."""
    if application.edition_id != application.call.current_edition_id:
        adopt_edition(application=application, by=request.person)
