"""What this app puts in the menus of the office and of the committee."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role, is_committee
from manifattura.ui.navigation import register

from ..permissions import casework_office_ids, is_caseworker
from ..queries.registers import TO_DECIDE, entries_for_office, has_registers
from ..queries.reviews import OPEN_STATES, reviews_for
from .message_list import messages_waiting_for


def register_menus() -> None:
    """Called once, when the app is ready."""
    register("office", "today", _("Oggi"), "evaluation:dashboard", order=10, icon="inbox")
    register(
        "office",
        "applications",
        _("Domande"),
        "evaluation:queue",
        order=30,
        icon="files",
        visible=_works_cases,
        count=_waiting,
    )
    register(
        "office",
        "messages",
        _("Messaggi"),
        "evaluation:messages_waiting",
        order=32,
        icon="mail",
        visible=_works_cases,
        count=_unanswered,
    )
    register(
        "office",
        "registers",
        _("Elenchi"),
        "evaluation:entries",
        order=45,
        icon="list",
        visible=_keeps_registers,
        count=_to_decide,
    )
    register(
        "office",
        "committees",
        _("Commissione"),
        "evaluation:committee_home",
        order=50,
        icon="star-outline",
        visible=_sits,
    )
    register(
        "committee", "tasks", _("Da valutare"), "evaluation:committee_home", order=10, icon="star-outline"
    )


def _works_cases(request: HttpRequest) -> bool:
    return bool(request.person) and is_caseworker(request.person)


def _sits(request: HttpRequest) -> bool:
    """Staff who also sit in committees: a secretary, a member from another office."""
    return bool(request.person) and (is_committee(request.person) or has_role(request.person, Role.SECRETARY))


def _waiting(request: HttpRequest) -> QuerySet[Any]:
    """Reviews to decide, of the person's offices."""
    return reviews_for(request.person).filter(state__in=OPEN_STATES)


def _unanswered(request: HttpRequest) -> QuerySet[Any]:
    """What applicants wrote and nobody answered yet."""
    return messages_waiting_for(request.person)


def _keeps_registers(request: HttpRequest) -> bool:
    return _works_cases(request) and has_registers(casework_office_ids(request.person))


def _to_decide(request: HttpRequest) -> QuerySet[Any]:
    """Entries whose suspension or removal is proposed."""
    return entries_for_office(casework_office_ids(request.person), state=TO_DECIDE)
