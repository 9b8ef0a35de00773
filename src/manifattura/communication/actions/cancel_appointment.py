"""Whoever holds the code gives the place back."""

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.appointments import AppointmentState, may_change
from ..models import Appointment
from .book_appointment import MAIL_TASK


def cancel_appointment(*, code: str) -> Appointment:
    """A wrong code changes nothing (`Appointment.DoesNotExist`); a second time changes nothing either."""
    with transaction.atomic():
        found = Appointment.objects.select_for_update(of=("self",)).select_related("slot").get(code=code)
        if found.state != AppointmentState.BOOKED:
            return found
        moment = database_now()
        if not may_change(found.slot.starts_at, moment):
            raise Refused(_("L’appuntamento è già cominciato: non si annulla più."), code="over")
        found.state, found.cancelled_at = AppointmentState.CANCELLED, moment
        found.save(update_fields=["state", "cancelled_at"])
        audit.record("appointment_cancelled", by=None, subject=found)
        defer(MAIL_TASK, appointment_id=found.pk, kind="cancelled")
    return found
