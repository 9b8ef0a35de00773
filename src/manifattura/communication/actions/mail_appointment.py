"""One e-mail about an appointment: booked, reminder, cancelled, called off; with its calendar file."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..domain.appointments import AppointmentState
from ..models import Appointment
from ..queries.calendars import appointment_calendar

ONLY_BOOKED = ("booked", "reminder")
"""Kinds that would be untrue by now if the appointment went meanwhile."""


def mail_appointment(*, appointment_id: int, kind: str) -> bool:
    """True when it was sent now. Each kind is sent once: the row is locked and marked in the same transaction."""
    with transaction.atomic():
        found = (
            Appointment.objects.select_for_update(of=("self",))
            .select_related("slot__service__office")
            .filter(pk=appointment_id)
            .exclude(email="")
            .first()
        )
        if found is None or kind in found.told:
            return False
        if kind in ONLY_BOOKED and found.state != AppointmentState.BOOKED:
            return False
        with override(found.language):
            _message(found, kind.partition(":")[0]).send()
        found.told = [*found.told, kind]
        found.save(update_fields=["told"])
    return True


def _message(appointment: Appointment, kind: str) -> EmailMessage:
    service = appointment.slot.service
    context = {
        "city": settings.CITY,
        "kind": kind,
        "slot": appointment.slot,
        "service": service,
        "link": f"{settings.PUBLIC_ADDRESS}{reverse('communication:appointment', args=[appointment.code])}",
        "again": f"{settings.PUBLIC_ADDRESS}{reverse('communication:appointment-service', args=[service.pk])}",
    }
    message = EmailMessage(
        subject=_subjects()[kind].format(title=service.title),
        body=render_to_string("communication/email/appointment.txt", context),
        to=[appointment.email],
        reply_to=[service.office.email],
    )
    content, method = appointment_calendar(appointment)
    message.attach("appuntamento.ics", content.decode(), f'text/calendar; method="{method}"')
    return message


def _subjects() -> dict[str, str]:
    return {
        "booked": _("Il tuo appuntamento: {title}"),
        "reminder": _("Promemoria dell’appuntamento: {title}"),
        "again": _("Hai già un appuntamento: {title}"),
        "cancelled": _("Hai annullato l’appuntamento: {title}"),
        "off": _("L’ufficio ha annullato l’appuntamento: {title}"),
    }
