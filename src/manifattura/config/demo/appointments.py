"""Sample appointments: two services of the office, slots of the next weeks, a few of them booked. Addresses of nobody."""

from __future__ import annotations

from datetime import time, timedelta

from manifattura.accounts.models import Office, Person
from manifattura.communication.actions.book_appointment import book_appointment
from manifattura.communication.actions.offer_appointments import offer_appointments
from manifattura.communication.actions.open_appointment_slots import open_appointment_slots
from manifattura.communication.domain.appointments import Plan
from manifattura.kernel.clock import today

HELP = {
    "name": "Aiuto con la domanda",
    "text": "Rileggiamo insieme la tua bozza. Porta il numero della domanda, se l’hai già cominciata.",
    "name_en": "Help with the application",
    "text_en": "We read your draft together. Bring the number of the application, if you have begun it.",
    "way": "in_person",
    "place": "Sportello campione, primo piano",
    "minutes": 30,
    "places": 1,
    "is_offered": True,
}
SPACES = {
    "name": "Orientamento sugli spazi",
    "text": "Che spazi ci sono per la tua attività, e che cosa chiedono. In piccoli gruppi.",
    "name_en": "Guidance on spaces",
    "text_en": "Which spaces suit your activity, and what they ask for. In small groups.",
    "way": "video",
    "place": "https://video.example.org/spazi",
    "minutes": 45,
    "places": 5,
    "is_offered": True,
}


def seed_appointments(office: Office, by: Person) -> None:
    first, last = today() + timedelta(days=1), today() + timedelta(days=28)
    for facts, weekdays, opens, closes, people in (
        (HELP, {0, 2, 4}, time(9, 30), time(12, 30), 4),
        (SPACES, {1, 3}, time(14), time(16, 15), 3),
    ):
        service = offer_appointments(office_id=office.pk, facts=facts, by=by)
        plan = Plan(first, last, opens, closes, service.minutes, frozenset(weekdays))
        slots = open_appointment_slots(service=service, plan=plan, by=by)
        for number in range(people):
            book_appointment(
                slot_id=slots[0 if service.places > 1 else number].pk,
                name=f"Persona campione {number + 1}",
                email=f"persona{number + 1}@example.org",
                reason="Non capisco quali spese sono ammesse."
                if service.places == 1
                else "Cerco un laboratorio al piano terra.",
            )
