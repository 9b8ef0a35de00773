"""Passes for the page that offers the button, and what is known of tickets afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.kernel.pulses import last_ticket
from manifattura.ui.formats import date_text

from ..domain.late_tickets import Pass, issue_pass, signing_key
from ..models import Application, LateTicket, Submission
from .times import Term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def ticket_window() -> timedelta:
    """How long before a deadline a refused sending gets a ticket."""
    return timedelta(minutes=legal_parameter("late_ticket.window_minutes", today()).count)


def ticket_grace() -> timedelta:
    """How long after the deadline it holds."""
    return timedelta(minutes=legal_parameter("late_ticket.minutes", today()).count)


def sending_pass(application: Application, term: Term, person: Person) -> str:
    """What the form carries so that the door can give a ticket without a database; empty where no term ends."""
    if term.shown_deadline is None:
        return ""
    return issue_pass(
        signing_key(settings.SECRET_KEY),
        Pass(
            application.code,
            person.pk,
            term.deadline_at - ticket_window(),
            term.deadline_at,
            term.deadline_at + ticket_grace(),
        ),
    )


def tickets_hold_until(deadline_at: datetime) -> datetime | None:
    """Until when those who were refused before this deadline may still send; None when nobody was."""
    given_at = last_ticket()
    # a web process tells of its tickets within seconds
    if given_at is None or given_at < deadline_at - ticket_window():
        return None
    return deadline_at + ticket_grace()


def late_until(term: Term) -> datetime | None:
    """Until when a ticket may still send a draft of this term that is over; None afterwards."""
    until = term.deadline_at + ticket_grace()
    return until if now() < until else None


def count_late_tickets(round_id: int) -> int:
    """Submissions of a session that came after its deadline with a ticket."""
    return LateTicket.objects.filter(submission__application__bids__round_id=round_id).count()


def ticket_words(submission: Submission) -> str:
    """How a submission came after the deadline; empty for all others."""
    found = LateTicket.objects.filter(submission_id=submission.pk).first()
    if found is None:
        return ""
    return _("Il sito era pieno e l’ha rifiutata %(refused)s; è arrivata con il biglietto %(accepted)s.") % {
        "refused": date_text(found.refused_at, "seconds"),
        "accepted": date_text(found.accepted_at, "seconds"),
    }
