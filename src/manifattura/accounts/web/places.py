"""Where people land after signing in: their first desk, in the language they read."""

from django.conf import settings

from manifattura.ui.templatetags.ui_site import localised

from ..models import Person
from ..permissions import is_committee, is_office


def home_of(person: Person | None) -> str:
    """Officials land in the office, committee members in the committee, everybody else in the personal area."""
    if person is not None and is_office(person):
        return localised(settings.STAFF_HOME_URL)
    if person is not None and is_committee(person):
        return localised(settings.COMMITTEE_HOME_URL)
    return localised(settings.LOGIN_REDIRECT_URL)
