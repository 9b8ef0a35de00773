"""Move a session along its procedure; the only round of a ranking call takes its call with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused
from manifattura.ui.statuses import find_status

from ..domain.states import CallKind, CallState, may_move_round
from ..models import Call, CallRound
from .move_call import move_call
from .sync_call_terms import sync_call_terms

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

STOPPED = (CallState.SUSPENDED, CallState.REVOKED, CallState.CONCLUDED)


def move_round(*, round: CallRound, target: CallState, by: Person | None, reason: str = "") -> CallRound:
    """Change the state of a session where the procedure allows it; the caller has checked who may.

    A rolling call stays published until its last session is final, then becomes final with it. `Refused` while the
    call is suspended, and after it was revoked or concluded.
    """
    with transaction.atomic():
        call = Call.objects.select_for_update().get(pk=round.call_id)
        locked = CallRound.objects.select_for_update().get(pk=round.pk)
        source, kind = CallState(locked.state), CallKind(call.kind)
        if call.state in STOPPED:
            raise Refused(_("Il bando è fermo: riprendilo prima di andare avanti."), code="stopped")
        if not may_move_round(source, target, kind):
            raise Refused(
                _("Da «%(source)s» il bando non passa a «%(target)s».")
                % {
                    "source": find_status("call", source).word,
                    "target": find_status("call", target).word,
                },
                code="state",
            )
        if kind is CallKind.RANKING:
            move_call(call=call, target=target, by=by, reason=reason)
        else:
            _move_alone(call, locked, target, by, reason)
    round.state = target
    return round


def _move_alone(call: Call, locked: CallRound, target: CallState, by: Person | None, reason: str) -> None:
    source = locked.state
    locked.state = target
    locked.save(update_fields=["state"])
    audit.record(
        "round_moved",
        by=by,
        subject=call,
        scope=call.audit_scope,
        before={"state": source},
        after={"state": target.value, "round": locked.number, "reason": reason},
    )
    sync_call_terms(call=call, by=by)
    if not call.rounds.exclude(state=CallState.FINAL_RANKING).exists():
        move_call(call=call, target=CallState.FINAL_RANKING, by=by, reason=reason)
