"""The page of one application: where it stands, what comes next, what it holds."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.calls.queries.stops import stops_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.organisations.queries.organisations import people_acting_for

from ..actions.withdraw_application import NOTHING_TO_WITHDRAW
from ..domain.form import visible_of
from ..domain.states import WITHDRAWABLE_STATES, ApplicationState, is_over, may_start_again
from ..models import Application
from ..permissions import may_delete_draft, may_send_application
from ..queries.applications import attachments_of, counts, in_the_way, payload_of
from ..queries.asked_again import asked_again
from ..queries.calendar import procedure_days, procedure_end, timeline_of
from ..queries.firm_facts import firm_rows
from ..queries.late_tickets import ticket_words
from ..queries.milestones import milestones_of
from ..queries.opened import with_opened
from ..queries.panels import panels_for
from ..queries.reading import read_sections
from ..queries.receipts import discarded_words
from ..queries.sealed_files import with_opened_files
from ..queries.standings import is_stopped, standings_of
from ..queries.times import term_of
from ..queries.windows import window_of
from .access import application_for
from .phases import stop_words, timeline_entries


@audience("person")
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    application = application_for(request, code)
    edition = edition_by_id(application.edition_id)
    term = term_of(application)
    is_open = term.is_open(now())
    is_draft = application.state == ApplicationState.DRAFT
    sent = getattr(application, "submission", None) is not None
    days = procedure_days(edition, term, application.submission.received_at if sent else None)
    end = procedure_end(application, days.procedure) if sent else None
    may_send = may_send_application(request.person, application)
    over, stopped = is_over(application.state), is_stopped(application)
    again = may_start_again(application.state, counts(application)) and not (
        over and in_the_way(application.call_id, application.lead_id)
    )
    context = {
        "application": application,
        "edition": edition,
        "standing": standings_of([application])[application.pk],
        "call_stop": stops_of(application.call_id).first() if stopped else None,
        "timeline": timeline_entries(
            timeline_of(application, edition, term, happened=milestones_of(application)),
            edition,
            end=end,
            stopped=stopped,
        ),
        "days": days,
        "end": None if stopped else end,
        "stop": stop_words(end.stop) if end and end.stop else None,
        "deadline": term.shown_deadline,
        "is_open": is_open,
        "may_send": may_send,
        "call_state": application.call.state,
        "window": window_of(application) if is_draft else None,
        "can_delete": is_draft and may_delete_draft(request.person, application),
        "can_withdraw": application.state in WITHDRAWABLE_STATES
        and may_send
        and application.call.state not in NOTHING_TO_WITHDRAW,
        "can_start_again": again and is_open and not stopped,
        "is_over": over,
        "asks_again": is_open and not stopped and asked_again(application) is not None,
        "ticket": ticket_words(application.submission) if sent else "",
        "discarded": discarded_words(application),
        "panels": panels_for(application, request.person),
        "people": people_acting_for(application.lead),
        **(_content(application, edition) if sent else {}),
    }
    return render(request, "applications/detail.html", context)


def _content(application: Application, edition: Edition) -> dict[str, Any]:
    payload = payload_of(application)
    files = with_opened_files(attachments_of(application))
    visible = visible_of(edition, with_opened(application, payload["answers"]), payload["applicant"])
    return {
        "payload": payload,
        "firm": firm_rows(payload["applicant"]),
        "sections": [section for section in read_sections(edition, visible, files) if section.answers],
    }
