"""The office takes a slot away; those who booked it are told why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer_many

from ..domain.appointments import AppointmentState, may_change
from ..models import Appointment, AppointmentService, AppointmentSlot
from ..permissions import may_keep_appointments
from .book_appointment import MAIL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def call_off_slot(*, slot: AppointmentSlot, because: str, by: Person) -> int:
    """How many people are told. Raises `Refused`."""
    if not may_keep_appointments(by, slot.service):
        raise PermissionRefused
    because = because.strip()
    if not because:
        raise Refused(_("Scrivi perché: lo legge chi aveva prenotato."), field="because")
    with transaction.atomic():
        # before the slot's bookings are read: nobody books meanwhile
        AppointmentService.objects.select_for_update().get(pk=slot.service_id)
        stored = AppointmentSlot.objects.select_for_update(of=("self",)).get(pk=slot.pk)
        moment = database_now()
        if stored.off_at:
            raise Refused(_("Questo orario è già annullato."), code="off")
        if not may_change(stored.starts_at, moment):
            raise Refused(_("L’orario è già cominciato: non si annulla più."), code="over")
        stored.off_at, stored.off_because = moment, because
        stored.save(update_fields=["off_at", "off_because"])
        rows = Appointment.objects.select_for_update().filter(slot=stored, state=AppointmentState.BOOKED)
        booked = [row.pk for row in rows.order_by("pk")]
        Appointment.objects.filter(pk__in=booked).update(state=AppointmentState.OFF, cancelled_at=moment)
        audit.record(
            "appointment_slot_off",
            by=by,
            subject=stored,
            after={"starts_at": stored.starts_at.isoformat(), "people": len(booked), "because": because},
        )
        defer_many(MAIL_TASK, [{"appointment_id": pk, "kind": "off"} for pk in booked])
    return len(booked)
