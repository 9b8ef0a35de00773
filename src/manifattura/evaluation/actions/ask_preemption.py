"""Ask who has the right of pre-emption on a lot to match the offer; or write that nobody has it, or that it is not needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages
from manifattura.applications.queries.applications import live_applications
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import money_text

from ..domain.preemptions import RightOutcome, to_match
from ..models import Preemption
from ..permissions import may_direct
from ..queries.candidates import compute_ranking
from ..queries.draws import seed_in
from ..queries.preemptions import standing_preemptions
from .publish_ranking import draw_for, last_ranking, lock_session

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound


def ask_preemption(
    *,
    call: Call,
    lot: str,
    holder: str,
    reason: str,
    until: datetime | None,
    by: Person,
    round: CallRound | None = None,
) -> Preemption:
    """`holder`: code of an application that asks for the lot; empty: none of them has the right. After any draw, before
    the first version. Raises `Refused` beside the field.
    """
    if not may_direct(by, call):
        raise PermissionRefused(_("La prelazione la chiede il responsabile del procedimento."))
    why = reason.strip()
    if not why:
        raise Refused(_("Scrivi da dove risulta."), field="reason")
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        if last_ranking(session) is not None:
            raise Refused(_("La graduatoria è già pubblicata: la prelazione si chiede prima."), code="late")
        if lot in standing_preemptions(session.pk):
            raise Refused(_("Di questo lotto si è già chiesto: guarda com’è adesso."), code="asked")
        draw = draw_for(locked, session, None)
        ranked = compute_ranking(locked, round=session, draw_seed=seed_in(draw.seed))
        allocation = ranked.edition.allocation
        known = {one.key: one for one in allocation.lots} if allocation is not None else {}
        if ranked.lots is None or lot not in known or not known[lot].preemption:
            raise Refused(_("Su questo lotto nessuno ha la prelazione."), code="no_right")
        right = Preemption(call=locked, round=session, lot_key=lot, reason=why, asked_by=by)
        _fill(right, ranked.lots.document, holder, until)
        if right.outcome != RightOutcome.ASKED:
            right.settled_by, right.settled_at = by, database_now()
        right.save()
        audit.record(
            "preemption_asked",
            by=by,
            subject=right,
            scope=locked.audit_scope,
            after={
                "preemption_outcome": right.outcome,
                "preemption_holder": holder,
                "preemption_price": "" if right.price is None else money_text(right.price),
                "why": why,
            },
        )
        if right.outcome == RightOutcome.ASKED:
            _tell(right, known[lot].title, by)
    return right


def _fill(right: Preemption, document: Mapping[str, Any], holder: str, until: datetime | None) -> None:
    """Whom it belongs to and what there is to match; or that nobody has it, or that there is nothing to match."""
    if not holder:
        right.outcome = RightOutcome.ABSENT
        return
    right.application = live_applications(right.call_id).filter(code=holder).first()
    found = to_match(document, right.lot_key, holder)
    if right.application is None or not (found.first or found.price):
        raise Refused(
            _(
                "Questa domanda non può avere il lotto: non l’ha chiesto, l’offerta non è valida, o ne ha già uno che preferiva."
            ),
            field="holder",
        )
    if found.first:
        right.outcome = RightOutcome.FIRST
        return
    if until is None or until <= database_now():
        raise Refused(_("Scrivi un termine futuro per rispondere."), field="until")
    right.price, right.until = Decimal(found.price or 0), until


def _tell(right: Preemption, lot: str, by: Person) -> None:
    assert right.application is not None
    letter = ApplicantLetter(
        application=right.application,
        template="evaluation.preemption_asked",
        context={"lot": lot, "price": right.price, "until": right.until},
        once_key=f"preemption_asked:{right.pk}",
    )
    send_messages(letters=[letter], by=by)
