"""What this app puts in the menus: the public calls, and the office's."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.accounts.permissions import is_office
from manifattura.ui.navigation import register


def register_menus() -> None:
    """Called once, when the app is ready."""
    register("tasks", "calls", _("Bandi"), "calls:list", order=10)
    register("footer-sections", "calls", _("Bandi"), "calls:list", order=10)
    register("office", "calls", _("Bandi"), "calls:office_list", order=20, icon="flag", visible=_of_an_office)
    register(
        "office", "terms", _("Termini"), "calls:office_terms", order=25, icon="clock", visible=_of_an_office
    )
    register("office", "parameters", _("Parametri"), "calls:parameters", order=84, icon="tool")
    register(
        "office",
        "outages",
        _("Interruzioni"),
        "calls:office_outages",
        order=80,
        icon="warning-circle",
        visible=_of_an_office,
    )


def _of_an_office(request: HttpRequest) -> bool:
    return bool(request.person) and is_office(request.person)
