"""Suspend a published call by an act: it receives nothing, decides nothing, and its terms stand still."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.clocks import TermState
from ..domain.states import CallState
from ..models import Call, CallStop, Term
from ..permissions import may_suspend
from .publish_call import following_act
from .stop_call import stop_call
from .suspend_term import suspend_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def suspend_call(*, call: Call, act_number: str, act_on: date, reason: str, by: Person) -> CallStop:
    """From now on nobody can send; every running term of the call stops today. Applicants are told why."""
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: chiunque lo leggerà."), field="reason")
    with transaction.atomic():
        # who is sending holds the call's row: the last of them is in before the call stops
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if not may_suspend(by, locked):
            raise PermissionRefused
        act = following_act(locked, act_number, act_on)
        stop = stop_call(
            call=locked,
            target=CallState.SUSPENDED,
            act=act,
            reason=reason.strip(),
            term_ids=_stop_terms(locked, act.number, by),
            by=by,
        )
    call.refresh_from_db()
    return stop


def _stop_terms(call: Call, act_number: str, by: Person) -> list[int]:
    """The terms that were running, now suspended."""
    day = today()
    running = [
        term
        for term in Term.objects.filter(call=call, closed_at=None, expired_at=None).prefetch_related(
            "suspensions"
        )
        if term.state_on(day) is TermState.RUNNING
    ]
    for term in running:
        suspend_term(
            term=term, since=day, reason=_("Bando sospeso con l’atto %(act)s") % {"act": act_number}, by=by
        )
    return [term.pk for term in running]
