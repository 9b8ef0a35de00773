"""What this app puts in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.accounts.permissions import is_office
from manifattura.ui.navigation import register


def register_menus() -> None:
    """Called once, when the app is ready."""
    register(
        "office",
        "access",
        _("Accesso ai documenti"),
        "records:access_office",
        order=70,
        icon="inbox",
        visible=_of_an_office,
    )
    register("area", "access", _("Accesso ai documenti"), "records:access_list", order=60, icon="inbox")
    register("footer-transparency", "access", _("Accesso ai documenti"), "records:access_public", order=40)


def _of_an_office(request: HttpRequest) -> bool:
    return bool(request.person) and is_office(request.person)
