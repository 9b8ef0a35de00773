"""Finds the application of an address, for those who may see it: for anybody else there is none."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from ..actions.adopt_edition import adopt_edition
from ..models import Application
from ..permissions import may_see_application
from ..queries.applications import application_by_code


def application_for(request: HttpRequest, code: str) -> Application:
    """The application with this code, or 404: whether it exists is private."""
    application = application_by_code(code)
    if application is None or not may_see_application(request.person, application):
        raise Http404
    return application


def bring_up_to_date(request: HttpRequest, application: Application) -> None:
    """A draft opened between an amendment and its job moves to the edition in force now."""
    if application.edition_id != application.call.current_edition_id:
        adopt_edition(application=application, by=request.person)
