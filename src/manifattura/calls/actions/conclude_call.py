"""Conclude a call: nothing is asked and nothing is decided any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel.errors import PermissionRefused

from ..domain.states import CallState
from ..permissions import may_conclude
from .move_call import move_call

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call


def conclude_call(*, call: Call, by: Person) -> Call:
    """`Refused` where the procedure has no such arrow: a ranking that is not final, a register with open entries."""
    if not may_conclude(by, call):
        raise PermissionRefused
    with transaction.atomic():
        return move_call(call=call, target=CallState.CONCLUDED, by=by)
