"""What applicants wrote and nobody answered yet, the oldest first, over all the calls that the person runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.applications.queries.messages import threads_for
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
MINE, ALL = "mie", ""


@audience("office")
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """`?vista=mie`: only of the applications assigned to the person."""
    caseworkers_only(request)
    view = MINE if request.GET.get("vista") == MINE else ALL
    found, mine = messages_waiting_for(request.person), _assigned_to(request.person)
    shown = mine if view == MINE else found
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
        "tabs": [
            _tab(request, _("Tutti"), ALL, view, found.count()),
            _tab(request, _("Delle tue domande"), MINE, view, mine.count()),
        ],
    }
    return render(request, "evaluation/messages_waiting.html", context)


def messages_waiting_for(person: Person) -> QuerySet[Message]:
    """Of the offices that the person works for; never of a call that they score."""
    return threads_for(casework_office_ids(person)).exclude(application__call__in=calls_scored_by(person))


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
