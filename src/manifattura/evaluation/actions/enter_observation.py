"""Register an observation on the ranking that arrived on paper or by certified mail: it was sent when its proof says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.check_arrival import Proof, refuse_odd_proof
from manifattura.applications.actions.keep_arrival import judge_arrival, keep_arrival, tell_registered
from manifattura.applications.domain.arrivals import About
from manifattura.applications.permissions import may_enter_for
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import PermissionRefused

from .send_observation import checked_text, lock_provisional, write_observation

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application, LaterArrival


def enter_observation(
    *, application: Application, text: str, proof: Proof, keep_late: bool = False, by: Person
) -> LaterArrival:
    """What the document says, with its proof. A late one is `Refused` (`late`), or with `keep_late` kept without effect: the
    office need not answer it. `Refused` when the ranking takes none.
    """
    if not may_enter_for(by, application.call):
        raise PermissionRefused
    words = checked_text(text)
    refuse_odd_proof(proof)
    with transaction.atomic():
        ranking, end = lock_provisional(application)
        assert ranking.published_at is not None
        asked_on = ranking.published_at.astimezone(ROME).date()
        late = judge_arrival(proof, asked_on=asked_on, due_on=end, keep_late=keep_late)
        about_id: int | str = f"ranking-{ranking.pk}-{application.pk}"
        if not late:
            about_id = write_observation(application, ranking, words, sent_at=proof.arrived_at, by=by).pk
        row = keep_arrival(
            application=application,
            about=About.OBSERVATION,
            about_id=about_id,
            title=_("Osservazione sulla graduatoria"),
            proof=proof,
            late_for=end if late else None,
            by=by,
        )
        if not late:
            tell_registered(row, lambda: _("Osservazione sulla graduatoria"), by)
    return row
