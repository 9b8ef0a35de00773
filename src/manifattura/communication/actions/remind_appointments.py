"""The day before, those who booked an appointment are reminded."""

from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer_many

from ..domain.appointments import AppointmentState
from ..domain.attendance import REMIND_BEFORE, may_be_reminded
from ..models import Appointment
from .book_appointment import MAIL_TASK


def remind_appointments() -> int:
    """Queue one e-mail for each person who was not reminded yet; sending marks them, so that none is sent twice."""
    moment = database_now()
    rows = Appointment.objects.select_related("slot").filter(
        state=AppointmentState.BOOKED,
        slot__starts_at__gt=moment,
        slot__starts_at__lte=moment + REMIND_BEFORE,
    )
    due = [
        row.pk
        for row in rows.exclude(email="").exclude(told__contains=["reminder"])
        if may_be_reminded(row.slot.starts_at, signed_up_at=row.booked_at, moment=moment)
    ]
    defer_many(MAIL_TASK, [{"appointment_id": pk, "kind": "reminder"} for pk in due])
    return len(due)
