"""A person takes a place in a slot of an office."""

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import storage_key
from manifattura.kernel.jobs import defer

from ..domain.appointments import AppointmentState, free_places, may_change
from ..domain.attendance import again
from ..models import Appointment, AppointmentService, AppointmentSlot

MAIL_TASK = "communication.mail_appointment"


def book_appointment(*, slot_id: int, name: str, email: str, reason: str) -> Appointment:
    """Nobody acts as a person known to us, so the trail says "the system".

    The service's row is locked: two people never take the last place, and one address holds one coming appointment
    of a service, so that nobody keeps the others out. Who has one keeps it and gets
    its link again by e-mail: whoever filled in the form learns nothing of it. Raises `Refused`.
    """
    name, email = name.strip(), email.strip().lower()
    with transaction.atomic():
        slot = _locked(slot_id)
        moment = database_now()
        if (
            slot is None
            or slot.off_at
            or not slot.service.is_offered
            or not may_change(slot.starts_at, moment)
        ):
            raise Refused(_("Questo orario non c’è più: scegline un altro."), code="gone")
        held = Appointment.objects.filter(state=AppointmentState.BOOKED)
        theirs = held.filter(slot__service=slot.service, slot__starts_at__gt=moment, email=email).first()
        if theirs is not None:
            defer(MAIL_TASK, appointment_id=theirs.pk, kind=again(moment))
            return theirs
        if not free_places(slot.places, taken=held.filter(slot=slot).count()):
            raise Refused(_("Questo orario è appena stato preso: scegline un altro."), code="full")
        made = Appointment.objects.create(
            slot=slot,
            code=storage_key(),
            name=name,
            email=email,
            reason=reason.strip(),
            language=get_language() or "it",
            booked_at=moment,
        )
        audit.record("appointment_booked", by=None, subject=made)
        defer(MAIL_TASK, appointment_id=made.pk, kind="booked")
    return made


def _locked(slot_id: int) -> AppointmentSlot | None:
    """The slot, read after its service was locked."""
    service_id = AppointmentSlot.objects.filter(pk=slot_id).values_list("service_id", flat=True).first()
    if service_id is None:
        return None
    AppointmentService.objects.select_for_update().get(pk=service_id)
    return AppointmentSlot.objects.select_related("service").get(pk=slot_id)
