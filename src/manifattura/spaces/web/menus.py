"""What this app puts in the menus."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.clock import now
from manifattura.kernel.tables.kinds import kinds
from manifattura.ui.navigation import register

from ..permissions import may_keep_census
from ..queries.agreements import waiting_agreements
from ..queries.plan_observations import waiting_observations
from ..queries.space_reports import waiting_reports
from ..queries.visits import to_be_marked


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
    register("area", "visits", _("Visite agli spazi"), "spaces:visits", order=30, icon="calendar")
    register(
        "office",
        "space-visits",
        _("Visite agli spazi"),
        "spaces:office_visits",
        order=55,
        icon="calendar",
        visible=_keeps,
        count=_to_mark,
    )
    register(
        "area", "agreements", _("Accordi sugli spazi"), "spaces:agreements", order=31, icon="file-signed"
    )
    register(
        "office",
        "space-agreements",
        _("Accordi sugli spazi"),
        "spaces:office_agreements",
        order=55,
        icon="file-signed",
        visible=_keeps,
        count=_to_sign,
    )
    register(
        "office",
        "plan-observations",
        _("Osservazioni sul piano"),
        "spaces:office_observations",
        order=55,
        icon="pencil",
        visible=_keeps,
        count=_observed,
    )
    register(
        "footer-transparency",
        "plan-observations",
        _("Osservazioni sul piano"),
        "spaces:plan_observations",
        order=41,
    )
    register("footer-transparency", "space-agreements", _("Chi usa gli spazi"), "spaces:register", order=40)
    register(
        "office", "imports", _("Importa tabelle"), "spaces:imports", order=56, icon="upload", visible=_imports
    )


def _imports(request: HttpRequest) -> bool:
    return bool(request.person) and any(kind.may(request.person) for kind in kinds())


def _waiting(request: HttpRequest) -> QuerySet[Any]:
    return waiting_reports()


def _observed(request: HttpRequest) -> QuerySet[Any]:
    return waiting_observations()


def _to_mark(request: HttpRequest) -> QuerySet[Any]:
    return to_be_marked(now())


def _to_sign(request: HttpRequest) -> QuerySet[Any]:
    return waiting_agreements()


def _keeps(request: HttpRequest) -> bool:
    return bool(request.person) and may_keep_census(request.person)
