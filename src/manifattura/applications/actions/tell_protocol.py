"""Tell the city's own protocol system what was registered, and keep what it answered."""

from __future__ import annotations

import logging

from django.db import transaction

from ..adapters.protocol import (
    Entry,
    ProtocolRefusedError,
    ProtocolSystem,
    ProtocolUnavailableError,
    protocol_system,
)
from ..models import ProtocolRecord, Submission

AT_ONCE = 200
logger = logging.getLogger(__name__)


def tell_protocol() -> int:
    """How many were answered, in order of number. Nothing where no other system is installed.

    Each is told on its own, under its row's lock, so that two workers do not tell one twice; a system that does not
    answer ends the round, and the next begins with the same entry.
    """
    system = protocol_system()
    if system.is_own:
        return 0
    told = 0
    while told < AT_ONCE and _tell_next(system):
        told += 1
    return told


def _tell_next(system: ProtocolSystem) -> bool:
    with transaction.atomic():
        row = (
            Submission.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
            .filter(registration_number__isnull=False, protocol_record=None)
            .select_related("application__call", "on_behalf")
            .order_by("arrival")
            .first()
        )
        if row is None:
            return False
        try:
            answer = {"number": system.record(_entry(row))[:60]}
        except ProtocolUnavailableError:
            logger.warning("The city's protocol system does not answer: asked again in a minute")
            return False
        except ProtocolRefusedError as refusal:
            answer = {"refusal": (str(refusal) or "?")[:300]}
        ProtocolRecord.objects.create(submission=row, **answer)
    return True


def _entry(row: Submission) -> Entry:
    assert row.registered_at is not None
    return Entry(
        number=row.registration,
        registered_at=row.registered_at,
        sender=row.on_behalf.name,
        subject=f"Domanda {row.application.code}, bando {row.application.call.slug}",
        sha256=row.payload_sha256,
    )
