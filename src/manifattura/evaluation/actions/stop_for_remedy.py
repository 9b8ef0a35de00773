"""A remedy request stops the term of the procedure where the call says so: once, for its own term, never longer than the law allows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.resume_term import resume_term
from manifattura.calls.actions.suspend_term import suspend_term
from manifattura.calls.actions.sync_call_terms import ROUND
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.clock import ROME, today
from manifattura.kernel.parameters import legal_parameter

from ..domain.remedies import RemedyState
from ..models import RemedyRequest
from .procedure_term import procedure_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Term

    from ..models import Review

GROUND = "remedy"


def stop_for_remedy(*, request_id: int, delivered_at: datetime, by: Person | None) -> Term | None:
    """Stopped from the day of delivery to the last day for the reply, at most thirty days (L. 241/1990 art. 2 c. 7).

    In a register it is the term of that application; elsewhere that of the session, which ends with one ranking for all.
    None where the call does not say it, the request is over, or the term was stopped for a remedy before.
    """
    with transaction.atomic():
        request = RemedyRequest.objects.select_related("review__application__call", "term").get(pk=request_id)
        term = _term_of(request.review)
        reply_by = request.term.due_on if request.term else None
        if term is None or term.starts_on is None or term.due_on is None or reply_by is None:
            return None
        if not _may_stop(request, term):
            return None
        since = max(delivered_at.astimezone(ROME).date(), term.starts_on)
        if since > min(term.due_on, today()):
            return None
        longest = legal_parameter("remedy.suspension_max_days", since).count
        until = max(since, min(reply_by, since + timedelta(days=longest)))
        reason = _("Richiesta di integrazione (L. 241/1990, art. 2 c. 7).")
        return suspend_term(term=term, since=since, until=until, reason=reason, ground=GROUND, by=by)


def go_on_after_remedy(request: RemedyRequest, by: Person | None) -> None:
    """The request is over: the count goes on today, unless another one of the same term is still open."""
    term = _term_of(request.review)
    if term is None or not term.suspensions.filter(ground=GROUND, until__gt=today()).exists():
        return
    others = RemedyRequest.objects.filter(state=RemedyState.SENT).exclude(pk=request.pk)
    if request.review.application.call.kind == CallKind.REGISTER:
        others = others.filter(review=request.review)
    else:
        others = others.filter(review__phase__round=request.review.phase.round)
    if not others.exists():
        resume_term(term=term, on=today(), ground=GROUND, by=by)


def _may_stop(request: RemedyRequest, term: Term) -> bool:
    """The call says it, the request still waits, and the term was never stopped for a remedy."""
    timetable = current_edition(request.review.application.call).timetable
    return (
        timetable.remedy_suspends
        and request.state == RemedyState.SENT
        and not term.suspensions.filter(ground=GROUND).exists()
    )


def _term_of(review: Review) -> Term | None:
    call = review.application.call
    if call.kind == CallKind.REGISTER:
        return procedure_term(review)
    return (
        terms_of(ROUND, review.phase.round_id)
        .filter(kind=TermKind.PROCEDURE, closed_at=None, expired_at=None)
        .first()
    )
