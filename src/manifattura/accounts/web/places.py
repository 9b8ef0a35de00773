"""Where people land after signing in: their first desk, in the language they read."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from manifattura.ui.templatetags.ui_site import localised

from ..models import Person
from ..permissions import is_committee, is_office

# in the session: where a person who signs up was going
WAY = "way_after_signing_up"


def home_of(person: Person | None) -> str:
    """Officials land in the office, committee members in the committee, everybody else in the personal area."""
    if person is not None and is_office(person):
        return localised(settings.STAFF_HOME_URL)
    if person is not None and is_committee(person):
        return localised(settings.COMMITTEE_HOME_URL)
    return localised(settings.LOGIN_REDIRECT_URL)


def keep_way(request: HttpRequest) -> None:
    """Remember `next` of a page to which the person comes back after confirming the address."""
    way = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(way, allowed_hosts=None):
        request.session[WAY] = way


def kept_way(request: HttpRequest) -> str:
    """The address kept by `keep_way`, once."""
    return str(request.session.pop(WAY, ""))
