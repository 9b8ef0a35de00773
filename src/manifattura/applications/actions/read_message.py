"""Open a message: the first time is written down with moment and person, and may be the proof that a term waits for.

Proof is only the reading of an office's message by who binds the firm: its legal representative or a delegate. Nobody can
read the text before: pages show it after this action (README, "Opening").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.accounts.actions.read_notice import read_notices_about
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused
from manifattura.organisations.queries.organisations import capacity_of

from ..models import Message, MessageReading
from ..permissions import binds_applicant, may_see_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def read_message(*, message: Message, by: Person) -> MessageReading:
    """The person's reading of an office's message; opening it again changes nothing."""
    application = message.application
    if not message.from_office or not may_see_application(by, application):
        raise PermissionRefused
    is_proof = binds_applicant(by, application)
    with transaction.atomic():
        reading, is_new = MessageReading.objects.get_or_create(
            message=message,
            person=by,
            defaults={"capacity": capacity_of(by, application.lead), "is_proof": is_proof},
        )
        if not is_new:
            return reading
        reading.refresh_from_db()
        read_notices_about(path=f"/domande/{application.code}/messaggi/{message.pk}/", by=by)
        audit.record(
            "message_read",
            by=by,
            subject=application,
            on_behalf=application.lead,
            scope=application.audit_scope,
            after={"message": message.pk, "capacity": reading.capacity, "proof": is_proof},
        )
        if is_proof:
            record_delivery(
                notice_ref=message.notice_ref,
                delivered_at=reading.read_at,
                proof=ProofKind.READ_IN_AREA,
                reference=by.full_name,
                by=by,
            )
    return reading
