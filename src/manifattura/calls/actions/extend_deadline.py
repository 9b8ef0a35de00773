"""Extend the deadline of a published call, or of a session of it, by an act (proroga)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.states import CallState
from ..models import Call, CallEdition, CallRound
from ..permissions import may_extend
from ..queries.rounds import deadline_passed, lock_round
from ..signals import call_amended
from .move_deadline import move_deadline
from .publish_call import checked_act
from .tell_applicants import TELL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def extend_deadline(
    *,
    call: Call,
    deadline_at: datetime,
    note: str,
    act_number: str,
    act_on: date,
    by: Person,
    round: CallRound | None = None,
) -> CallEdition:
    """The new deadline is in force at once, as a new edition with its act and reason; applicants are told.

    `Refused` once the deadline has passed: whoever was late would come back into a closed comparison.
    """
    if not note.strip():
        raise Refused(_("Scrivi il motivo: chiunque lo leggerà."), field="note")
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if not may_extend(by, locked):
            raise PermissionRefused
        act = checked_act(act_number, act_on)
        session = lock_round(locked, round)
        if session.state != CallState.PUBLISHED or deadline_passed(session, database_now()):
            raise Refused(_("La scadenza è passata: non si può più prorogare."), code="late")
        before = session.deadline_at
        row = move_deadline(
            call=locked, round=session, deadline_at=deadline_at, act=act, note=note.strip(), by=by
        )
        audit.record(
            "call_extended",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"deadline_at": before.isoformat()},
            after={
                "version": row.version,
                "round": session.number,
                "deadline_at": deadline_at.isoformat(),
                "act_number": act.number,
                "note": note.strip(),
            },
        )
        defer(TELL_TASK, what="extended", call_id=locked.pk, edition_id=row.pk)
        transaction.on_commit(lambda: call_amended.send(Call, call_id=locked.pk, version=row.version))
    call.refresh_from_db()
    return row
