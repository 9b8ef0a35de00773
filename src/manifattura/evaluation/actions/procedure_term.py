"""The term of the procedure of one application: a register opens it with the review; elsewhere a stop needs one of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.resume_term import resume_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.actions.suspend_term import suspend_term
from manifattura.calls.domain.clocks import TermKind, TermState
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.clock import ROME, today

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Term

    from ..models import Review

SUBJECT = "application"
NOTICE = "rejection_notice"
"""Ground of the stops of a notice of intended rejection."""


def procedure_term(review: Review) -> Term | None:
    """The open term of the procedure of this application alone, if there is one."""
    found: Term | None = (
        terms_of(SUBJECT, review.application_id)
        .filter(kind=TermKind.PROCEDURE, closed_at=None, expired_at=None)
        .first()
    )
    return found


def open_procedure_term(review: Review, by: Person | None) -> Term | None:
    """From the day of arrival in a register; elsewhere from the deadline of the session, as the session's own term."""
    call = review.application.call
    days = current_edition(call).timetable.procedure_term_days
    if days < 1:
        return None
    if call.kind == CallKind.REGISTER:
        starts_on = review.application.submission.received_at.astimezone(ROME).date()
    else:
        starts_on = review.phase.round.deadline_at.astimezone(ROME).date()
    return start_term(
        kind=TermKind.PROCEDURE,
        office=call.office,
        label=_("Decisione sulla domanda: %(firm)s") % {"firm": review.application.lead.name},
        days=days,
        subject_type=SUBJECT,
        subject_id=review.application_id,
        call=call,
        application_code=review.application.code,
        starts_on=starts_on,
        url_name="evaluation:review",
        url_args=[review.application.code],
        officer=call.head_of_procedure,
        by=by,
    )


def stop_procedure(review: Review, since: date, reason: str, by: Person | None) -> Term | None:
    """Stop the application's term from `since`, opening it where only the session has one; None when it cannot stop."""
    term = procedure_term(review) or open_procedure_term(review, by)
    if term is None or term.due_on is None or term.starts_on is None:
        return None
    since = max(since, term.starts_on)
    if since > term.due_on or since > today():
        return None
    return suspend_term(term=term, since=since, reason=reason, ground=NOTICE, by=by)


def let_procedure_go_on(review: Review, on: date, by: Person | None) -> None:
    """The count goes on after the day `on`, if it is stopped; a stop that has ended already ends later, if `on` is later."""
    term = procedure_term(review)
    if term is None:
        return
    stops = term.suspensions.filter(ground=NOTICE)
    stop = stops.filter(until=None).first() or stops.order_by("-until").first()
    if stop is not None and (stop.until is None or on > stop.until):
        resume_term(term=term, on=max(on, stop.since), ground=NOTICE, proven=True, by=by)


def end_procedure(review: Review, outcome: str, by: Person | None) -> None:
    """The decision is taken."""
    for term in terms_of(SUBJECT, review.application_id).filter(kind=TermKind.PROCEDURE, closed_at=None):
        if term.state is not TermState.CLOSED:
            close_term(term=term, outcome=outcome, by=by)
