"""The days from which the keeping of a call's records counts: its last deadline, and its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from manifattura.kernel.clock import ROME
from manifattura.kernel.models import AuditEntry

from ..domain.states import CallState
from ..domain.unfinished import NO_END
from .rounds import rounds_of

if TYPE_CHECKING:
    from ..models import Call

ENDED = (CallState.CONCLUDED, CallState.REVOKED)


def last_deadline_on(call: Call) -> date | None:
    """The day of the last deadline, in Rome; None before publication and for a register, which has none."""
    deadlines = [one.deadline_at for one in rounds_of(call)]
    if not deadlines or max(deadlines) >= NO_END:
        return None
    return max(deadlines).astimezone(ROME).date()


def ended_on(call: Call) -> date | None:
    """The day on which the call was concluded or revoked, as the audit trail has it; None while it goes on."""
    if call.state not in ENDED:
        return None
    ways = Q(verb="call_moved", after__state=call.state) | Q(verb=f"call_{CallState.REVOKED.value}")
    moved = AuditEntry.objects.filter(ways, subject_type="call", subject_id=str(call.pk)).order_by("-pk")
    at = moved.values_list("at", flat=True).first()
    return at.astimezone(ROME).date() if at else None
