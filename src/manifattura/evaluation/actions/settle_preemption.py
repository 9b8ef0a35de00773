"""Write the answer of who has the right of pre-emption: yes, no, or nothing within the term; or annul what was asked."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.preemptions import RightOutcome, to_match
from ..models import Preemption
from ..permissions import may_direct
from ..queries.candidates import compute_ranking
from ..queries.draws import seed_in
from .publish_ranking import draw_for, last_ranking, lock_session

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ANSWERS = (RightOutcome.EXERCISED, RightOutcome.DECLINED, RightOutcome.SILENT)


def settle_preemption(
    *, right: Preemption, answer: RightOutcome, answered_at: datetime | None, how: str, by: Person
) -> Preemption:
    """An answer counts if it arrived within the term; silence only once the term is over. Written once."""
    text = how.strip()
    with transaction.atomic():
        stored = _locked(right, by)
        if stored.outcome != RightOutcome.ASKED:
            raise Conflict(_("La risposta è già scritta: vale quella."), theirs={"outcome": stored.outcome})
        moment = database_now()
        assert stored.until is not None
        if answer is RightOutcome.SILENT:
            if moment <= stored.until:
                raise Refused(_("Il termine non è finito: può ancora rispondere."), field="answer")
            answered_at = None
        else:
            if answered_at is None or answered_at > moment:
                raise Refused(_("Scrivi quando è arrivata la risposta."), field="answered_at")
            if answered_at > stored.until:
                raise Refused(
                    _("La risposta è arrivata dopo il termine: vale come nessuna risposta."),
                    field="answered_at",
                )
            if not text:
                raise Refused(_("Scrivi come è arrivata: PEC, verbale, protocollo."), field="how")
        if answer is RightOutcome.EXERCISED:
            _refuse_moved(stored)
        _write(stored, answer, answered_at, text, by, moment)
    right.refresh_from_db()
    return right


def _refuse_moved(stored: Preemption) -> None:
    draw = draw_for(stored.call, stored.round, None)
    ranked = compute_ranking(stored.call, round=stored.round, draw_seed=seed_in(draw.seed))
    assert ranked.lots is not None
    assert stored.application is not None
    found = to_match(ranked.lots.document, stored.lot_key, stored.application.code)
    if found.price is None or Decimal(found.price) != stored.price:
        raise Refused(
            _("L’offerta da pareggiare non è più quella chiesta: annulla la richiesta e chiedi di nuovo."),
            code="moved",
        )


def annul_preemption(*, right: Preemption, because: str, by: Person) -> Preemption:
    """Before the first version: what was asked or written of the lot falls, and is asked again."""
    why = because.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="because")
    with transaction.atomic():
        stored = _locked(right, by)
        if stored.outcome == RightOutcome.ANNULLED:
            raise Conflict(_("È già annullata."), theirs={})
        _write(stored, RightOutcome.ANNULLED, stored.answered_at, why, by, database_now())
    right.refresh_from_db()
    return right


def _locked(right: Preemption, by: Person) -> Preemption:
    if not may_direct(by, right.call):
        raise PermissionRefused(_("La prelazione la decide il responsabile del procedimento."))
    _call, session = lock_session(right.call, right.round, by)
    if last_ranking(session) is not None:
        raise Refused(_("La graduatoria è già pubblicata: la prelazione non cambia più."), code="late")
    return (
        Preemption.objects.select_for_update(of=("self",))
        .select_related("call", "round", "application")
        .get(pk=right.pk)
    )


def _write(
    stored: Preemption,
    outcome: RightOutcome,
    answered_at: datetime | None,
    how: str,
    by: Person,
    moment: datetime,
) -> None:
    before = stored.outcome
    stored.outcome, stored.answered_at, stored.how = outcome, answered_at, how
    stored.settled_by, stored.settled_at = by, moment
    stored.save(update_fields=["outcome", "answered_at", "how", "settled_by", "settled_at"])
    audit.record(
        "preemption_settled",
        by=by,
        subject=stored,
        scope=stored.call.audit_scope,
        before={"preemption_outcome": before},
        after={"preemption_outcome": outcome.value, "preemption_how": how},
    )
