"""Move a call along its procedure: used by `evaluation`, always with its audit entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.ui.statuses import find_status

from ..domain.states import ROUND_STATES, CallKind, CallState, may_move
from ..models import Call, CallRound
from ..signals import call_state_changed
from .sync_call_terms import sync_call_terms

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def move_call(*, call: Call, target: CallState, by: Person | None, reason: str = "") -> Call:
    """Change the state where the procedure allows it; the caller has checked who may. `by` None is the system.

    The only round of a ranking call moves with it. While the call is suspended its rounds stay where they were: it
    resumes there.
    """
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        source = CallState(locked.state)
        if not may_move(source, target, CallKind(locked.kind)):
            raise Refused(
                _("Da «%(source)s» il bando non passa a «%(target)s».")
                % {
                    "source": find_status("call", source).word,
                    "target": find_status("call", target).word,
                },
                code="state",
            )
        _move_round_too(locked, target)
        locked.state = target
        locked.save(update_fields=["state"])
        audit.record(
            "call_moved",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"state": source.value},
            after={"state": target.value, "reason": reason},
        )
        sync_call_terms(call=locked, by=by)
        transaction.on_commit(lambda: call_state_changed.send(Call, call_id=locked.pk))
    call.state = target
    return call


def _move_round_too(call: Call, target: CallState) -> None:
    if call.kind != CallKind.RANKING or target not in ROUND_STATES:
        return
    rounds = CallRound.objects.filter(call=call)
    if call.state == CallState.SUSPENDED and rounds.exclude(state=target).exists():
        raise Refused(_("Un bando sospeso riprende da dov’era."), code="state")
    rounds.update(state=target)
