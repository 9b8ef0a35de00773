"""Messages that wait for the office, over all the calls that the person runs: to answer, or to send outside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.applications.queries.messages import (
    messages_to_send_outside,
    waiting_messages,
    with_threads,
)
from manifattura.kernel.audience import audience
from manifattura.ui.templatetags.ui_lists import query_with

from ..models import Review
from ..permissions import casework_office_ids
from .access import caseworkers_only
from .message_access import calls_scored_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from manifattura.accounts.models import Person
    from manifattura.applications.models import Message

PER_PAGE = 25
MINE, OUTSIDE, ALL = "mie", "fuori", ""


@audience("office")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """`?vista=mie`: only of the applications assigned to the person; `fuori`: what nobody receives on the site."""
    caseworkers_only(request)
    views = {
        ALL: messages_waiting_for(request.person),
        MINE: _assigned_to(request.person),
        OUTSIDE: messages_unreached_for(request.person),
    }
    view = request.GET.get("vista", ALL)
    view = view if view in views else ALL
    shown = with_threads(views[view])
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    officers = dict(
        Review.objects.filter(application__in=[row.application_id for row in rows]).values_list(
            "application_id", "officer__full_name"
        )
    )
    context = {
        "page": page,
        "rows": [{"message": row, "officer": officers.get(row.application_id)} for row in rows],
        "is_mine": view == MINE,
        "is_outside": view == OUTSIDE,
        "tabs": [
            _tab(request, label, key, view, views[key].count())
            for key, label in (
                (ALL, _("Da rispondere")),
                (MINE, _("Delle tue domande")),
                (OUTSIDE, _("Da spedire fuori dal sito")),
            )
        ],
    }
    return render(request, "evaluation/messages_waiting.html", context)


def messages_waiting_for(person: Person) -> QuerySet[Message]:
    """Of the offices that the person works for; never of a call that they score."""
    return waiting_messages(casework_office_ids(person)).exclude(
        application__call__in=calls_scored_by(person)
    )


def messages_unreached_for(person: Person) -> QuerySet[Message]:
    """Of the same offices: what must leave by certified mail, post or hand, because nobody follows the firm on the site."""
    return messages_to_send_outside(casework_office_ids(person)).exclude(
        application__call__in=calls_scored_by(person)
    )


def _assigned_to(person: Person) -> QuerySet[Message]:
    mine = Review.objects.filter(officer_id=person.pk).values("application_id")
    return messages_waiting_for(person).filter(application__in=mine)


def _tab(request: HttpRequest, label: str, key: str, current: str, count: int) -> dict[str, Any]:
    return {
        "label": label,
        "href": query_with(request, vista=key or None, page=None),
        "current": key == current,
        "count": count,
    }
