"""Register an acceptance that arrived on paper or by certified mail: it counts from when its proof says that it arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.check_arrival import Proof, refuse_odd_proof
from manifattura.applications.actions.keep_arrival import judge_arrival, keep_arrival
from manifattura.applications.domain.arrivals import About
from manifattura.applications.permissions import may_enter_for
from manifattura.calls.domain.clocks import TermState
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import PermissionRefused

from ..queries.acceptances import request_of
from .accept_award import lock_waiting, refuse_unconfirmed, settle_accepted

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import LaterArrival

    from ..models import Acceptance


def enter_acceptance(
    *,
    acceptance: Acceptance,
    proof: Proof,
    partial_confirmed: bool = False,
    keep_late: bool = False,
    by: Person,
) -> LaterArrival:
    """In time also when the term is over by now, as long as nothing was declared. A late one is `Refused` (`late`), or with
    `keep_late` kept without effect. `Refused` beside `partial_confirmed` when the document does not accept a reduced amount.
    """
    application = acceptance.application
    if not may_enter_for(by, application.call):
        raise PermissionRefused
    refuse_odd_proof(proof)
    with transaction.atomic():
        locked = lock_waiting(acceptance)
        request = request_of(locked)
        stopped = request.term is not None and request.term.state_on(request.today) is TermState.SUSPENDED
        due_on = None if stopped else request.due_on
        asked_on = locked.asked_at.astimezone(ROME).date()
        late = judge_arrival(proof, asked_on=asked_on, due_on=due_on, keep_late=keep_late)
        if not late:
            refuse_unconfirmed(locked, partial_confirmed)
        row = keep_arrival(
            application=application,
            about=About.ACCEPTANCE,
            about_id=locked.pk,
            title=_("Accettazione"),
            proof=proof,
            late_for=due_on if late else None,
            by=by,
        )
        if not late:
            settle_accepted(locked, on=proof.arrived_at, by=by)
    acceptance.refresh_from_db()
    return row
