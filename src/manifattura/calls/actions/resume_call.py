"""Resume a suspended call by an act: it goes on from where it was."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.states import CallState
from ..models import Call, CallStop, Term
from ..permissions import may_resume
from ..queries.rounds import deadline_passed
from ..queries.stops import session_that_was_open
from ..signals import call_amended, call_state_changed
from .move_deadline import move_deadline
from .publish_call import following_act
from .resume_term import resume_term
from .sync_call_terms import sync_call_terms
from .tell_applicants import TELL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..domain.edition import Act


def resume_call(
    *, call: Call, act_number: str, act_on: date, by: Person, deadline_at: datetime | None = None
) -> Call:
    """Its terms go on counting from today. Where it was receiving, `deadline_at` gives back the time that was lost:

    `Refused` (field `deadline_at`) when it is missing though the deadline would be past or was cut short.
    """
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if not may_resume(by, locked):
            raise PermissionRefused
        stop = locked.stops.select_for_update().get(resumed_at=None)
        act = following_act(locked, act_number, act_on)
        edition_id = _give_time_back(locked, stop, deadline_at, act, by)
        _end(stop, act, by)
        locked.state = stop.state_before
        locked.save(update_fields=["state"])
        for term in Term.objects.filter(pk__in=stop.term_ids, closed_at=None, expired_at=None):
            resume_term(term=term, on=today(), by=by)
        # the deadline moved while the call was still suspended, and the terms of its sessions were stopped again
        sync_call_terms(call=locked, by=by)
        audit.record(
            "call_resumed",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"state": CallState.SUSPENDED.value},
            after={
                "state": stop.state_before,
                "act_number": act.number,
                "deadline_at": deadline_at.isoformat() if deadline_at else None,
            },
        )
        defer(TELL_TASK, what="resumed", call_id=locked.pk, stop_id=stop.pk)
        transaction.on_commit(lambda: call_state_changed.send(Call, call_id=locked.pk))
        if edition_id is not None:
            version = locked.current_edition.version if locked.current_edition else 0
            transaction.on_commit(lambda: call_amended.send(Call, call_id=locked.pk, version=version))
    call.refresh_from_db()
    return locked


def _give_time_back(
    call: Call, stop: CallStop, deadline_at: datetime | None, act: Act, by: Person
) -> int | None:
    session = session_that_was_open(call, stop)
    if session is None:
        if deadline_at is not None:
            raise Refused(
                _("Il bando non riceveva più domande: la scadenza non cambia."), field="deadline_at"
            )
        return None
    if deadline_at is None:
        if deadline_passed(session, database_now()):
            raise Refused(
                _("Durante la sospensione la scadenza è passata: scrivine una nuova."), field="deadline_at"
            )
        raise Refused(_("Scrivi la nuova scadenza: il tempo perso va restituito."), field="deadline_at")
    note = _("Ripresa dopo la sospensione decisa con l’atto %(act)s: nuova scadenza.") % {
        "act": stop.act_number
    }
    return move_deadline(call=call, round=session, deadline_at=deadline_at, act=act, note=note, by=by).pk


def _end(stop: CallStop, act: Act, by: Person) -> None:
    stop.resumed_at, stop.resumed_by = database_now(), by
    stop.resume_act_number, stop.resume_act_on = act.number, act.adopted_on
    stop.save(update_fields=["resumed_at", "resumed_by", "resume_act_number", "resume_act_on"])
