"""Record a receipt of a certified mail (PEC) sent outside; a delivery receipt is the proof that a term waits for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.certified_mail import ReceiptKind
from ..models import Message, MessageReceipt
from ..permissions import may_write_to_applicant
from .store_upload import Upload

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def record_certified_mail(
    *,
    message: Message,
    kind: ReceiptKind = ReceiptKind.DELIVERY,
    address: str = "",
    happened_at: datetime | None = None,
    identifier: str = "",
    file: Upload | None = None,
    by: Person,
) -> MessageReceipt:
    """The receipt as recorded; the same receipt twice is one."""
    application = message.application
    if not may_write_to_applicant(by, application):
        raise PermissionRefused(_("Registra la PEC solo chi segue i bandi di questo ufficio."))
    address = address or application.lead.pec
    if happened_at is None:
        raise Refused(_("Scrivi giorno e ora della ricevuta."), field="happened_at", code="empty")
    if happened_at > database_now():
        raise Refused(_("La ricevuta non può essere nel futuro."), field="happened_at", code="future")
    with transaction.atomic():
        receipt, is_new = MessageReceipt.objects.get_or_create(
            message=message,
            kind=kind,
            address=address,
            defaults={"happened_at": happened_at, "identifier": identifier[:300], "recorded_by": by},
        )
        if not is_new:
            return receipt
        audit.record(
            "certified_mail_recorded",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"message": message.pk, "kind": kind, "address": address, "at": happened_at.isoformat()},
        )
        if kind == ReceiptKind.DELIVERY:
            record_delivery(
                notice_ref=message.notice_ref,
                delivered_at=happened_at,
                proof=ProofKind.CERTIFIED_MAIL,
                reference=identifier or address,
                by=by,
            )
    return receipt
