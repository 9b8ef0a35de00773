"""Sessions of a call: the only one where there is one, else the one that was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.states import CallState, is_before_deadline
from ..models import Call, CallRound


def rounds_of(call: Call) -> QuerySet[CallRound]:
    """In order of number."""
    return CallRound.objects.filter(call_id=call.pk).order_by("number")


def rounds_of_calls(call_ids: Iterable[int]) -> list[CallRound]:
    """The sessions of many calls, in order of call and number."""
    return list(CallRound.objects.filter(call_id__in=list(call_ids)).order_by("call_id", "number"))


def ranked_sessions(call_ids: Iterable[int]) -> dict[int, tuple[int, CallState]]:
    """Call id → number and state of the last of its sessions with a published ranking; calls without one are left out."""
    rows = CallRound.objects.filter(
        call_id__in=list(call_ids), state__in=(CallState.PROVISIONAL_RANKING, CallState.FINAL_RANKING)
    ).order_by("number")
    found = rows.values_list("call_id", "number", "state")
    return {call_id: (number, CallState(state)) for call_id, number, state in found}


def public_rounds(slug: str) -> list[CallRound]:
    """The sessions of the call with this address."""
    return list(CallRound.objects.filter(call__slug=slug).order_by("number"))


def round_of(call: Call, round: CallRound | None) -> CallRound:
    """`round` if given (it must be of this call), else the only one; `Refused` when there are several to choose from."""
    if round is not None:
        if round.call_id != call.pk:
            raise ValueError(f"round {round.pk} is of another call")
        return round
    found = list(rounds_of(call)[:2])
    if len(found) != 1:
        raise Refused(_("Questo bando ha più sessioni: scegli quale."), code="round")
    return found[0]


def round_after(round: CallRound) -> CallRound | None:
    """The session that follows, of the same call."""
    return CallRound.objects.filter(call_id=round.call_id, number__gt=round.number).order_by("number").first()


def lock_round(call: Call, round: CallRound | None) -> CallRound:
    """The session read again and locked until the end of the transaction (the call is locked before it)."""
    return CallRound.objects.select_for_update().get(pk=round_of(call, round).pk)


def deadline_passed(round: CallRound, moment: datetime) -> bool:
    """Whether the session receives no more at `moment`, by the call's rule about the deadline's own second."""
    return not is_before_deadline(moment, round.deadline_at, inclusive=round.deadline_inclusive)
