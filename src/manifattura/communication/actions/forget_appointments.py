"""Ninety days after an appointment the name, the address and the reason go; that somebody came stays."""

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..domain.attendance import KEPT_FOR
from ..models import Appointment, AppointmentService


def forget_appointments() -> int:
    """How many people were forgotten. Their secret page has nothing left to show."""
    moment = database_now()
    forgotten = 0
    with transaction.atomic():
        old = Appointment.objects.filter(slot__ends_at__lt=moment - KEPT_FOR, forgotten_at=None)
        for service in (
            AppointmentService.objects.filter(slots__appointments__in=old).distinct().order_by("pk")
        ):
            count = old.filter(slot__service=service).update(
                name="", email="", reason="", forgotten_at=moment
            )
            audit.record("appointments_forgotten", by=None, subject=service, after={"people": count})
            forgotten += count
    return forgotten
