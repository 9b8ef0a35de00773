"""What this app puts in the menus."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.ui.navigation import register

from ..permissions import is_administrator
from ..queries.notices import unread_notices


def register_menus() -> None:
    """Called once, when the app is ready."""
    register("area", "notices", _("Avvisi"), "accounts:notices", order=80, icon="mail", count=_unread)
    register("area", "profile", _("Profilo"), "accounts:profile", order=90, icon="user")
    register("office", "audit", _("Registro"), "accounts:audit", order=80, icon="list")
    register(
        "office", "accesses", _("Accessi"), "accounts:accesses", order=82, icon="key", visible=_administers
    )
    register(
        "office", "signatures", _("Firme"), "accounts:signatures", order=83, icon="key", visible=_administers
    )
    register("office", "staff", _("Persone"), "accounts:staff", order=85, icon="user", visible=_administers)
    register("office", "offices", _("Uffici"), "accounts:offices", order=86, icon="pa", visible=_administers)
    register("office", "notices", _("Avvisi"), "accounts:notices", order=90, icon="mail", count=_unread)
    register("office", "profile", _("Profilo"), "accounts:profile", order=95, icon="settings")
    register("committee", "notices", _("Avvisi"), "accounts:notices", order=90, icon="mail", count=_unread)
    register("committee", "profile", _("Profilo"), "accounts:profile", order=95, icon="settings")


def _administers(request: HttpRequest) -> bool:
    return bool(request.person) and is_administrator(request.person)


def _unread(request: HttpRequest) -> QuerySet[Any] | int:
    return unread_notices(request.person) if request.person else 0
