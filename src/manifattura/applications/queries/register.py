"""The daily register and the city's protocol system, as the office sees them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from ..adapters.protocol import protocol_system
from ..models import ProtocolRecord, RegisterDay, Submission


@dataclass(frozen=True)
class ProtocolState:
    """Where another system is installed: how many registrations it knows, how many wait, how many it refused."""

    told: int
    waiting: int
    refused: int


def register_days() -> QuerySet[RegisterDay]:
    """Closed days, the newest first."""
    return RegisterDay.objects.all()


def protocol_state() -> ProtocolState | None:
    """None where our register is the only one."""
    if protocol_system().is_own:
        return None
    refused = ProtocolRecord.objects.exclude(refusal="").count()
    waiting = Submission.objects.filter(registration_number__isnull=False, protocol_record=None).count()
    return ProtocolState(ProtocolRecord.objects.count() - refused, waiting, refused)


def refused_entries() -> QuerySet[ProtocolRecord]:
    """What the city's system did not want, the newest first."""
    return (
        ProtocolRecord.objects.exclude(refusal="").select_related("submission").defer("submission__payload")
    )
