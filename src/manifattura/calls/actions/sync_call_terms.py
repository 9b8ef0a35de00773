"""Keep the term of the procedure (L. 241/1990 art. 2) of each session as the call now stands. Doing it twice changes nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, today

from ..domain.clocks import TermKind
from ..domain.states import CallKind, CallState
from ..models import CallRound, Term, TermSuspension
from ..queries.editions import current_edition
from ..queries.term_words import SESSION
from .close_term import close_term
from .reckon_term import reckon_term
from .start_term import start_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

ROUND = SESSION
BY_CALL = "call"
"""Ground of the stops that the suspension of the call itself makes."""


def sync_call_terms(*, call: Call, by: Person | None = None) -> list[Term]:
    """One term per session, from the day of its deadline: opened at publication, moved when the deadline moves, stopped
    while the call is suspended, closed when its ranking is final or the call revoked.

    A register has none here: the term of each request runs from the day it comes in. Called by every action that
    publishes, amends or moves a call or a session, inside its transaction.
    """
    if call.current_edition_id is None or call.kind == CallKind.REGISTER:
        return []
    # what is written in rows is read by everybody: in the language of the office, not of who acts
    with transaction.atomic(), translation.override(settings.LANGUAGE_CODE):
        rounds = CallRound.objects.filter(call=call).order_by("number")
        found = [_sync(call, round_, by) for round_ in rounds]
    return [term for term in found if term is not None]


def _sync(call: Call, round_: CallRound, by: Person | None) -> Term | None:
    term = (
        Term.objects.select_for_update(of=("self",))
        .filter(kind=TermKind.PROCEDURE, subject_type=ROUND, subject_id=str(round_.pk))
        .order_by("-pk")
        .first()
    )
    outcome = _outcome(call, round_)
    if outcome:
        return close_term(term=term, outcome=outcome, by=by) if term else None
    starts_on = round_.deadline_at.astimezone(ROME).date()
    days = current_edition(call).timetable.procedure_term_days
    if days < 1:
        return None
    if term is None:
        term = start_term(
            kind=TermKind.PROCEDURE,
            office=call.office,
            label=_label(call, round_),
            days=days,
            subject_type=ROUND,
            subject_id=round_.pk,
            call=call,
            starts_on=starts_on,
            url_name="calls:office_detail",
            url_args=(call.pk,),
            officer=call.head_of_procedure,
            by=by,
        )
    elif not (term.closed_at or term.expired_at):
        _move(term, starts_on, days, _label(call, round_), by)
    if not (term.closed_at or term.expired_at):
        _stop_or_go(call, term, by)
    return term


def _outcome(call: Call, round_: CallRound) -> str:
    if call.state == CallState.REVOKED:
        return "revoked"
    over = call.state == CallState.CONCLUDED or round_.state == CallState.FINAL_RANKING
    return "concluded" if over else ""


def _label(call: Call, round_: CallRound) -> str:
    if call.kind == CallKind.RANKING:
        return call.title[:200]
    return _("%(title)s, sessione %(number)s") % {"title": call.title[:170], "number": round_.number}


def _move(term: Term, starts_on: date, days: int, label: str, by: Person | None) -> None:
    if (term.starts_on, term.days, term.label) == (starts_on, days, label):
        return
    before = {"starts_on": _iso(term.starts_on), "days": term.days, "due_on": _iso(term.due_on)}
    term.starts_on, term.days, term.label = starts_on, days, label
    term.save(update_fields=["starts_on", "days", "label"])
    reckon_term(term)
    after = {"starts_on": _iso(term.starts_on), "days": term.days, "due_on": _iso(term.due_on)}
    if before != after:
        audit.record("term_moved", by=by, subject=term, scope=term.audit_scope, before=before, after=after)


def _stop_or_go(call: Call, term: Term, by: Person | None) -> None:
    """Before its start a term is stopped from its first day: the deadline of a suspended call may pass meanwhile."""
    stop = term.suspensions.filter(until=None).first()
    assert term.starts_on is not None
    if call.state == CallState.SUSPENDED:
        if stop is not None:
            return
        since = max(today(), term.starts_on)
        TermSuspension.objects.create(
            term=term, since=since, reason=_("Il bando è sospeso."), ground=BY_CALL, by=by
        )
        verb, after = "term_suspended", {"since": since.isoformat()}
    elif stop is not None and stop.ground == BY_CALL:
        stop.until, stop.resumed_by = max(today(), stop.since), by
        stop.save(update_fields=["until", "resumed_by"])
        verb, after = "term_resumed", {"until": stop.until.isoformat()}
    else:
        return
    reckon_term(term)
    audit.record(
        verb, by=by, subject=term, scope=term.audit_scope, after={**after, "due_on": _iso(term.due_on)}
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
