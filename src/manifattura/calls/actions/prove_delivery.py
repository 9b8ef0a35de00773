"""An officer records on a term how its notice arrived: registered post, by hand, certified mail."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel.clock import ROME, today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.clocks import ProofKind
from ..models import Term
from ..permissions import may_prove_delivery
from .record_delivery import record_delivery

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

OFFICE_PROOFS = (ProofKind.CERTIFIED_MAIL, ProofKind.REGISTERED_POST, ProofKind.BY_HAND)


def prove_delivery(*, term: Term, delivered_on: date, proof: ProofKind, reference: str, by: Person) -> Term:
    """The term runs from the day `delivered_on`; every term that waits on the same notice starts with it."""
    if not may_prove_delivery(by, term.office_id):
        raise PermissionRefused
    if proof not in OFFICE_PROOFS:
        raise Refused(_("Scegli come è stata consegnata."), field="proof")
    if not reference.strip():
        raise Refused(_("Scrivi il riferimento della ricevuta."), field="reference")
    if delivered_on > today():
        raise Refused(_("La consegna non può essere nel futuro."), field="delivered_on")
    if delivered_on < term.created_at.astimezone(ROME).date():
        raise Refused(_("La consegna viene dopo la comunicazione."), field="delivered_on")
    # refused as a whole: no proof stays behind that starts nothing
    with transaction.atomic():
        started = record_delivery(
            notice_ref=term.notice_ref,
            delivered_at=datetime.combine(delivered_on, time.min, ROME),
            proof=proof,
            reference=reference,
            by=by,
        )
        if term.pk not in {one.pk for one in started}:
            raise Refused(_("Questo termine è già partito o è chiuso: non aspetta una prova."), code="state")
    term.refresh_from_db()
    return term
