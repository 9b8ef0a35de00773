"""The personal area: my applications, what to do now, messages, my firms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.notices import notices_of
from manifattura.calls.queries.call_texts import title_of
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now, today
from manifattura.organisations.queries.organisations import organisations_of

from ..models import Application
from ..queries.applications import applications_of
from ..queries.calendar import ProcedureEnd, procedure_days, procedure_ends, timeline_of
from ..queries.filled_forms import open_forms_for, with_last_days
from ..queries.messages import unread_by_application
from ..queries.standings import is_stopped, standings_of
from ..queries.times import listed_term
from ..queries.to_answer import to_answer
from .next_action import answer_title, next_action
from .phases import timeline_entries

PER_PAGE = 10
MESSAGES = 5


@audience("person")
@require_safe
def area(request: HttpRequest) -> HttpResponse:
    """A fixed number of statements, whatever the number of applications."""
    found = applications_of(request.person).prefetch_related("bids__round", "call__rounds")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    unread = unread_by_application(request.person, [application.pk for application in page.object_list])
    applications = list(page.object_list)
    ends = procedure_ends(
        [one for one in applications if _sent(one)], {one.pk: _planned_end(one) for one in applications}
    )
    standings = standings_of(applications)
    rows = [
        _row(one, unread.get(one.pk, 0), ends.get(one.pk)) | {"standing": standings[one.pk]}
        for one in applications
    ]
    # what is late can be read, not sent: it asks nothing more of anybody
    forms = [
        (form, due_on)
        for form, due_on in with_last_days(list(open_forms_for(request.person)[:20]))
        if due_on is None or due_on >= today()
    ]
    answers = to_answer(request.person)
    first = next_action(rows, forms, answers, request.person) if page.number == 1 else None
    context = {
        "page": page,
        "rows": rows,
        "forms": [(form, due_on) for form, due_on in forms if not (first and first["form"] == form)],
        "answers": [
            (application, _(answer_title(application)), due_on)
            for application, due_on in answers
            if not (first and first["form"] is None and first["application"] == application)
        ],
        "next": first,
        "notices": list(notices_of(request.person)[:MESSAGES]),
        "firms": list(organisations_of(request.person)[:20]),
    }
    return render(request, "applications/area.html", context)


def _sent(application: Application) -> bool:
    return getattr(application, "submission", None) is not None


def _planned_end(application: Application) -> date:
    edition, term = edition_by_id(application.edition_id), listed_term(application, now())
    received = application.submission.received_at if _sent(application) else None
    return procedure_days(edition, term, received).procedure


def _row(application: Application, unread: int, end: ProcedureEnd | None) -> dict[str, Any]:
    edition = edition_by_id(application.edition_id)
    term = listed_term(application, now())
    return {
        "application": application,
        "title": title_of(edition),
        "term": term,
        "is_open": term.is_open(now()),
        "timeline": timeline_entries(
            timeline_of(application, edition, term),
            edition,
            short=True,
            end=end,
            stopped=is_stopped(application),
        )[:4],
        "url": reverse("applications:detail", args=[application.code]),
        "unread": unread,
    }
