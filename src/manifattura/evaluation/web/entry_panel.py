"""On the application's page: remedy and notice that wait for the firm, the visit, and its entry in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from manifattura.applications.queries.panels import Panel
from manifattura.kernel.clock import now

from ..domain.rejection_notices import NoticeState
from ..domain.remedies import RemedyState
from ..domain.visits import OPEN_STATES
from ..models import RejectionNotice, RemedyRequest, Visit
from ..queries.registers import entry_of
from .entry_words import declared_missing, event_word, renewed_by

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application


def casework_panel(application: Application, person: Person) -> Panel | None:
    """None where nothing of this concerns the application."""
    remedies = list(
        RemedyRequest.objects.filter(review__application_id=application.pk).select_related("term", "form")
    )
    notices = list(
        RejectionNotice.objects.filter(review__application_id=application.pk).select_related("term", "form")
    )
    visit = Visit.objects.filter(
        review__application_id=application.pk, state__in=OPEN_STATES, at__gt=now()
    ).first()
    entry = entry_of(application.pk)
    if not (remedies or notices or visit or entry):
        return None
    events = list(entry.events.order_by("-pk")) if entry else []
    last = events[0] if events else None
    context: dict[str, Any] = {
        "remedy": next((one for one in remedies if one.state == RemedyState.SENT), None),
        "remedies": [one for one in remedies if one.state != RemedyState.SENT],
        "notice": next((one for one in notices if one.state == NoticeState.SENT), None),
        "notices": [one for one in notices if one.state != NoticeState.SENT],
        "visit": visit,
        "entry": entry,
        "events": [{"event": event, "word": event_word(event.kind)} for event in events],
        "last": last,
        "missing": declared_missing(events),
        "renewed_by": renewed_by(events),
    }
    return Panel("evaluation/_casework_panel.html", context)
