"""Mails of a visit, with the appointment for the calendar or the certificate."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel.files import read_stored
from manifattura.ui.formats import date_text

from ..domain.visits import BookingState
from ..models import VisitBooking
from ..queries.visit_files import calendar_of
from ..queries.visits import where_to_meet


def email_visit(*, booking_id: int, what: str) -> None:
    """Tell who booked, in the personal area and by mail."""
    with transaction.atomic():
        booking = VisitBooking.objects.select_related(
            "slot", "space", "organisation", "booked_by__account"
        ).get(pk=booking_id)
        if what == "reminder" and booking.state != BookingState.BOOKED:
            return
        person = booking.booked_by
        with in_language_of(person):
            subject, body = _words(booking, what)
            path = reverse("spaces:visits")
            notify_person(
                person=person, kind=f"visit.{what}", subject=subject, body=body, url=path, by_email=False
            )
            address = person.email or (person.account.email if person.account else "")
            if not address:
                return
            message = EmailMessage(
                subject=subject, body=f"{body}\n\n{settings.PUBLIC_ADDRESS}{path}", to=[address]
            )
            if what == "certified":
                content = read_stored(booking.storage_key)
                message.attach(f"certificato-visita-{booking.code}.pdf", content, "application/pdf")
            else:
                message.attach(f"visita-{booking.code}.ics", calendar_of(booking), "text/calendar")
            message.send()


def _words(booking: VisitBooking, what: str) -> tuple[str, str]:
    told = {
        "space": booking.space.name or booking.space.address,
        "when": date_text(booking.slot.starts_at, "hour"),
        "firm": booking.organisation.name,
        "where": where_to_meet(booking),
        "why": booking.slot.cancelled_because,
    }
    subjects = {
        "booked": _("Visita prenotata: {space}, {when}"),
        "reminder": _("Domani la visita: {space}, {when}"),
        "given_up": _("Visita disdetta: {space}, {when}"),
        "slot_off": _("Visita annullata dall’ufficio: {space}, {when}"),
        "certified": _("Certificato di visita: {space}"),
    }
    bodies = {
        "booked": _(
            "{firm} ha un posto. Ci si trova qui: {where}. Se non puoi venire, disdici: il posto va a un’altra impresa."
        ),
        "reminder": _("{firm} è attesa qui: {where}. Se non puoi venire, disdici prima dell’inizio."),
        "given_up": _("Il posto di {firm} è di nuovo libero. Puoi prenotare un altro turno."),
        "slot_off": _("L’ufficio ha annullato il turno di {firm}: {why}. Puoi prenotarne un altro."),
        "certified": _(
            "{firm} ha visitato lo spazio: il certificato è allegato. Se una tua bozza lo chiede, c’è già."
        ),
    }
    return subjects[what].format(**told), bodies[what].format(**told)
