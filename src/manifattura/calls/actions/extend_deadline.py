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

from ..domain.outages import covers_deadline
from ..domain.states import CallState
from ..models import Call, CallEdition, CallRound, ExtensionProposal
from ..permissions import may_extend
from ..queries.rounds import deadline_passed, lock_round
from ..signals import call_amended
from .dismiss_proposal import open_proposal
from .move_deadline import move_deadline
from .publish_call import following_act
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
    proposal: ExtensionProposal | None = None,
) -> CallEdition:
    """The new deadline is in force at once, as a new edition with its act and reason; applicants are told.

    `Refused` once the deadline has passed, or whoever was late would come back into a closed comparison; not where an
    outage covered it (`proposal`) and the review has not begun.
    """
    if not note.strip():
        raise Refused(_("Scrivi il motivo: chiunque lo leggerà."), field="note")
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if not may_extend(by, locked):
            raise PermissionRefused
        act = following_act(locked, act_number, act_on)
        accepted = open_proposal(proposal.pk) if proposal is not None else None
        session = lock_round(locked, accepted.round if accepted else round)
        if not _may_still_move(session, accepted):
            raise Refused(_("La scadenza è passata: non si può più prorogare."), code="late")
        before = session.deadline_at
        row = move_deadline(
            call=locked, round=session, deadline_at=deadline_at, act=act, note=note.strip(), by=by
        )
        if accepted is not None:
            accepted.decided_at, accepted.decided_by, accepted.edition = database_now(), by, row
            accepted.save(update_fields=["decided_at", "decided_by", "edition"])
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


def _may_still_move(session: CallRound, accepted: ExtensionProposal | None) -> bool:
    if session.state != CallState.PUBLISHED:
        return False
    if not deadline_passed(session, database_now()):
        return True
    return accepted is not None and covers_deadline(accepted.outage.interruption, session.deadline_at)
