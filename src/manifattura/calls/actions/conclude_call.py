"""Conclude a call: nothing is asked and nothing is decided any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import CallState
from ..models import Call
from ..permissions import may_conclude
from ..queries.pending import pending_in
from .move_call import move_call

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def conclude_call(*, call: Call, by: Person) -> Call:
    """`Refused` while something waits for a decision or an answer, and where the procedure has no such arrow."""
    if not may_conclude(by, call):
        raise PermissionRefused
    with transaction.atomic():
        # who sends holds the call too: nothing arrives between the count and the end
        Call.objects.select_for_update().get(pk=call.pk)
        waiting = pending_in(call)
        if waiting:
            raise Refused(" ".join(waiting), code="pending")
        return move_call(call=call, target=CallState.CONCLUDED, by=by)
