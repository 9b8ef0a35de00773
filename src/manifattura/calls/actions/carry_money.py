"""Give the money that a session left to the session after it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit

from ..domain.states import CallState
from ..models import CallRound

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def carry_money(*, round: CallRound, amount: Decimal, by: Person | None) -> CallRound | None:
    """Write `amount` as what comes over to the next session; None when there is none, or its ranking is final already.

    The caller has locked the call. Written again, it replaces what came over before.
    """
    with transaction.atomic():
        following = (
            CallRound.objects.select_for_update()
            .filter(call_id=round.call_id, number__gt=round.number)
            .order_by("number")
            .first()
        )
        if following is None or following.state == CallState.FINAL_RANKING or following.carried_in == amount:
            return None
        before, following.carried_in = following.carried_in, amount
        following.save(update_fields=["carried_in"])
        audit.record(
            "round_money_carried",
            by=by,
            subject=round.call,
            scope=round.call.audit_scope,
            before={"carried_in": format(before, "f")},
            after={"round": following.number, "carried_in": format(amount, "f")},
        )
    return following
