"""Revoke a published call by an act: it ends without a ranking (L. 241/1990 art. 21-quinquies)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import CallState
from ..models import Call, CallStop, Term
from ..permissions import may_revoke
from .close_term import close_term
from .publish_call import following_act
from .stop_call import stop_call

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def revoke_call(*, call: Call, act_number: str, act_on: date, reason: str, by: Person) -> CallStop:
    """For good: terms close, applicants are told why and how they can appeal. Everything sent stays readable."""
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: chiunque lo leggerà."), field="reason")
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if not may_revoke(by, locked):
            raise PermissionRefused
        act = following_act(locked, act_number, act_on)
        # a suspended call is revoked without being resumed: its suspension ends here
        locked.stops.filter(resumed_at=None).update(resumed_at=now(), resumed_by=by)
        stop = stop_call(call=locked, target=CallState.REVOKED, act=act, reason=reason.strip(), by=by)
        for term in Term.objects.filter(call=locked, closed_at=None, expired_at=None):
            close_term(term=term, outcome="revoked", by=by)
    call.refresh_from_db()
    return stop
