"""Record a proof that a notice arrived; the terms that wait on the notice start, once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import Refused

from ..domain.clocks import ProofKind
from ..models import Delivery, Term
from ..signals import notice_delivered
from .lock_notice import lock_notice
from .reckon_term import reckon_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def record_delivery(
    *, notice_ref: str, delivered_at: datetime, proof: ProofKind, reference: str = "", by: Person | None
) -> list[Term]:
    """The terms started now (none when an earlier proof had started them); the caller has checked who may."""
    if delivered_at > database_now():
        raise Refused(_("La consegna non può essere nel futuro."), field="delivered_on")
    with transaction.atomic():
        lock_notice(notice_ref)
        delivery, is_first = Delivery.objects.get_or_create(
            notice_ref=notice_ref,
            proof=ProofKind(proof),
            reference=reference.strip()[:200],
            defaults={"delivered_at": delivered_at, "recorded_by": by},
        )
        waiting = Term.objects.select_for_update(of=("self",)).filter(
            notice_ref=notice_ref, starts_on=None, closed_at=None
        )
        started = list(waiting.order_by("pk"))
        for term in started:
            term.starts_on = delivered_at.astimezone(ROME).date()
            term.proof, term.proof_reference = ProofKind(proof), reference.strip()[:200]
            term.save(update_fields=["starts_on", "proof", "proof_reference"])
            reckon_term(term)
            audit.record(
                "term_started",
                by=by,
                subject=term,
                scope=term.audit_scope,
                after={
                    "starts_on": term.starts_on.isoformat(),
                    "proof": term.proof,
                    "due_on": term.due_on.isoformat() if term.due_on else None,
                },
            )
        if is_first:
            notice_delivered.send(Delivery, notice_ref=notice_ref, delivered_at=delivery.delivered_at, by=by)
    return started
