"""What this app puts in the menus."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.ui.navigation import register

from ..permissions import may_decide_claims
from ..queries.mandates import orphan_claims, waiting_count


def register_menus() -> None:
    """Called once, when the app is ready."""
    register("area", "firms", _("Imprese"), "organisations:list", order=20, icon="box", count=_waiting)
    register(
        "office",
        "firms",
        _("Imprese"),
        "organisations:office_list",
        order=60,
        icon="box",
        visible=_decides,
        count=_orphans,
    )


def _waiting(request: HttpRequest) -> int:
    return waiting_count(request.person) if request.person else 0


def _decides(request: HttpRequest) -> bool:
    return bool(request.person) and may_decide_claims(request.person)


def _orphans(request: HttpRequest) -> QuerySet[Any]:
    """Only those that wait for the office and nobody else."""
    return orphan_claims()
