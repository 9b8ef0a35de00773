"""What suspending and revoking share: the record of the stop, the state, the audit entry, the notice to applicants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.states import CallKind, CallState, may_move
from ..models import CallStop
from ..signals import call_state_changed
from .tell_applicants import TELL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..domain.edition import Act
    from ..models import Call


def stop_call(
    *, call: Call, target: CallState, act: Act, reason: str, by: Person, term_ids: list[int] | None = None
) -> CallStop:
    """`call` is locked; `Refused` where the procedure has no such arrow."""
    source = CallState(call.state)
    if not may_move(source, target, CallKind(call.kind)):
        raise Refused(_("In questo momento del procedimento non si può."), code="state")
    stop = CallStop.objects.create(
        call=call,
        is_final=target is CallState.REVOKED,
        state_before=source,
        act_number=act.number,
        act_on=act.adopted_on,
        reason=reason,
        term_ids=term_ids or [],
        stopped_by=by,
    )
    call.state = target
    call.save(update_fields=["state"])
    audit.record(
        f"call_{target.value}",
        by=by,
        subject=call,
        scope=call.audit_scope,
        before={"state": source.value},
        after={"state": target.value, "act_number": act.number, "reason": reason},
    )
    defer(TELL_TASK, what=target.value, call_id=call.pk, stop_id=stop.pk)
    transaction.on_commit(lambda: call_state_changed.send(type(call), call_id=call.pk))
    return stop
