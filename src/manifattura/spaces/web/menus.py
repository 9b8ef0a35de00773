"""What this app puts in the menus."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.tables.kinds import kinds
from manifattura.ui.navigation import register

from ..permissions import may_keep_census
from ..queries.space_reports import waiting_reports


def register_menus() -> None:
    """Called once, when the app is ready."""
    register("tasks", "spaces", _("Spazi"), "spaces:list", order=20)
    register("footer-sections", "spaces", _("Spazi"), "spaces:list", order=20)
    register(
        "office",
        "spaces",
        _("Spazi"),
        "spaces:office_list",
        order=55,
        icon="map-marker",
        visible=_keeps,
        count=_waiting,
    )
    register(
        "office", "imports", _("Importa tabelle"), "spaces:imports", order=56, icon="upload", visible=_imports
    )


def _imports(request: HttpRequest) -> bool:
    return bool(request.person) and any(kind.may(request.person) for kind in kinds())


def _waiting(request: HttpRequest) -> int:
    return waiting_reports()


def _keeps(request: HttpRequest) -> bool:
    return bool(request.person) and may_keep_census(request.person)
