"""From what an office offers to who came: slots, booking, e-mails, cancelling, calling off, forgetting."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from manifattura.communication.actions.book_appointment import book_appointment
from manifattura.communication.actions.forget_appointments import forget_appointments
from manifattura.communication.actions.remind_appointments import remind_appointments
from manifattura.communication.models import Appointment, AppointmentService, AppointmentSlot
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from tests.applications.test_concurrency import together
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

OURS = {"HTTP_ORIGIN": "http://testserver"}
OFFER = {
    "name": "Aiuto con la domanda", "name_en": "Help with the application", "text": "Porta la bozza.", "text_en": "",
    "way": "in_person", "place": "Via campione 7", "minutes": "30", "places": "1", "is_offered": "on",
}  # fmt: skip


def plan(first, last):
    return {
        "first": first.isoformat(), "last": last.isoformat(), "weekdays": [str(n) for n in range(7)],
        "opens": "09:00", "closes": "10:00", "closed": "",
    }  # fmt: skip


def form(number=1, **more):
    return {
        "name": f"Persona campione {number}",
        "email": f"p{number}@example.org",
        "reason": "Bozza",
        **more,
    }


def slot(*, places=1, hours=72, office=None):
    service = AppointmentService.objects.create(
        office=office or OfficeFactory(),
        name="Sportello",
        text="Domande",
        place="Via campione 7",
        places=places,
    )
    begin = database_now() + timedelta(hours=hours)
    return AppointmentSlot.objects.create(
        service=service, starts_at=begin, ends_at=begin + timedelta(minutes=30), places=places, way="in_person",
        place="Via campione 7",
    )  # fmt: skip


def book(one, number):
    return book_appointment(
        slot_id=one.pk, name=f"Persona campione {number}", email=f"p{number}@example.org", reason="Bozza"
    )


@pytest.mark.django_db
def test_the_whole_story(client, run_jobs, django_assert_max_num_queries):
    assert "Non ci sono appuntamenti da prenotare" in client.get("/appuntamenti/").content.decode()
    office = OfficeFactory()
    staff = signed_in(Client(), StaffFactory(office=office))
    offers = "/ufficio/appuntamenti/servizi/"
    assert "Nessun servizio" in staff.get(offers).content.decode()
    assert "Nessun appuntamento" in staff.get("/ufficio/appuntamenti/").content.decode()
    wrong = {**OFFER, "office": office.pk, "way": "video"}
    assert "comincia con https" in staff.post(f"{offers}nuovo/", wrong).content.decode()
    opening = staff.post(f"{offers}nuovo/", {**OFFER, "office": office.pk})["Location"]
    service = AppointmentService.objects.get()
    assert f"scrivi a <a href=\"mailto:{office.email}" in client.get(f"/appuntamenti/{service.pk}/").content.decode()  # fmt: skip
    # shown, then opened; twice opens nothing more
    day = today() + timedelta(days=10)
    days = plan(day, day + timedelta(days=6))
    assert staff.post(opening, {**days, "closed": "ieri"}).status_code == 422
    shown = staff.post(opening, {**days, "closed": (day + timedelta(days=1)).strftime("%d/%m/%Y")})
    assert "Apri questi orari" in shown.content.decode()
    assert not AppointmentSlot.objects.exists()
    assert staff.post(opening, {**days, "open": "1"}).status_code == 302
    slots = AppointmentSlot.objects.count()
    assert slots >= 8
    assert "già aperti" in staff.post(opening, {**days, "open": "1"}).content.decode()
    with django_assert_max_num_queries(12):
        free = client.get(f"/appuntamenti/{service.pk}/")
    assert free["Cache-Control"] == "private, no-store"
    one, other = AppointmentSlot.objects.all()[:2]
    address = f"/appuntamenti/{service.pk}/{one.pk}/"
    assert address in free.content.decode()
    for data, headers in ((form(), {}), (form(sito_web="x"), OURS), (form(reason=""), OURS)):
        refused = Client(enforce_csrf_checks=True).post(address, data, **headers)
        assert refused.status_code == 422
        assert "Persona campione 1" in refused.content.decode()
    sent = client.post(address, form(), **OURS)["Location"]
    assert "Guarda la posta" in client.get(sent).content.decode()
    mine = f"/appuntamenti/prenotato/{Appointment.objects.get().code}/"
    assert "prenotato" in client.get(mine).content.decode()
    assert client.get(address)["Location"].endswith("?preso")
    assert "non è più libero" in client.get(client.get(address)["Location"]).content.decode()
    assert "appena stato preso" in client.post(address, form(2), **OURS).content.decode()
    theirs_at = f"/en/appuntamenti/{service.pk}/{other.pk}/"
    run_jobs()
    assert client.post(theirs_at[3:], form(), **OURS)["Location"] == sent  # nobody learns who has one
    run_jobs()
    assert "Ne hai già uno" in mail.outbox.pop().body
    assert Appointment.objects.count() == 1
    assert client.post(theirs_at, form(2), **OURS)["Location"] == f"/en{sent}"
    theirs = f"/en/appuntamenti/prenotato/{Appointment.objects.get(email='p2@example.org').code}/"
    assert "Help with the application" in client.get(theirs).content.decode()
    run_jobs()
    assert mine in mail.outbox[0].body
    assert "METHOD:PUBLISH" in mail.outbox[0].attachments[0][1]
    # a wrong code says so and changes nothing
    unknown = client.post("/appuntamenti/prenotato/sbagliato/", **OURS)
    assert (unknown.status_code, "Non è cambiato nulla" in unknown.content.decode()) == (404, True)
    assert client.post(mine).status_code == 422
    assert client.post(mine, **OURS).status_code == 302
    assert "METHOD:CANCEL" in client.get(f"{mine}appuntamento.ics").content.decode()
    assert client.post(address, form(3), **OURS).status_code == 302
    # the office calls the other off: who booked is told why
    off = f"/ufficio/appuntamenti/orari/{other.pk}/annulla/"
    assert signed_in(Client(), StaffFactory(office=OfficeFactory())).get(off).status_code == 404
    assert staff.post(off, {"because": ""}).status_code == 422
    assert staff.post(off, {"because": "Sciopero"}).status_code == 302
    run_jobs()
    assert "Sciopero" in mail.outbox[-1].body
    assert "Sciopero" in client.get(theirs).content.decode()
    assert f"/{other.pk}/" not in client.get(f"/appuntamenti/{service.pk}/").content.decode()
    assert not AuditEntry.objects.filter(
        subject_label__contains="campione", verb="appointment_booked"
    ).exists()
    # a colleague's older page does not undo what was saved meanwhile
    offer = f"{offers}{service.pk}/"
    assert staff.post(offer, {**OFFER, "office": office.pk, "version": "1", "places": "3"}).status_code == 302
    assert (
        "nel frattempo" in staff.post(offer, {**OFFER, "office": office.pk, "version": "1"}).content.decode()
    )
    with django_assert_max_num_queries(25):
        assert "09:30" in staff.get(offer).content.decode()


@pytest.mark.django_db
def test_agenda_reminder_and_forgetting(client, run_jobs):
    office = OfficeFactory()
    one = slot(office=office)
    made = book(one, 1)
    run_jobs()
    mail.outbox.clear()
    assert remind_appointments() == 0
    AppointmentSlot.objects.update(starts_at=database_now() + timedelta(hours=20))
    Appointment.objects.update(booked_at=database_now() - timedelta(days=3))
    assert (remind_appointments(), remind_appointments()) == (1, 1)  # queued twice, sent once
    run_jobs()
    assert (remind_appointments(), len(mail.outbox)) == (0, 1)
    signed_in(client, PersonFactory())
    assert client.get("/ufficio/appuntamenti/").status_code == 403
    AppointmentSlot.objects.update(starts_at=database_now() - timedelta(seconds=5))
    with pytest.raises(Refused):
        book(one, 2)
    agenda = f"/ufficio/appuntamenti/?giorno={timezone.localdate(database_now()).isoformat()}"
    signed_in(client, StaffFactory(office=OfficeFactory()))
    data = {f"was-{made.pk}": "", "came": [str(made.pk)]}
    assert "p1@example.org" not in client.get(agenda).content.decode()
    assert client.post(agenda, data).status_code == 403
    signed_in(client, StaffFactory(office=office))
    assert "p1@example.org" in client.get(agenda).content.decode()
    assert client.post(agenda, data).status_code == 302
    made.refresh_from_db()
    assert made.came is True
    exported = client.get(agenda.replace("appuntamenti/", "appuntamenti.csv")).getvalue().decode()
    assert "p1@example.org" in exported
    assert client.get("/ufficio/appuntamenti/?giorno=boh").status_code == 200
    AppointmentSlot.objects.update(ends_at=database_now() - timedelta(days=91))
    assert (forget_appointments(), forget_appointments()) == (1, 0)
    made.refresh_from_db()
    assert (made.name, made.email, made.reason) == ("", "", "")
    assert client.get(f"/appuntamenti/prenotato/{made.code}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_and_the_last_place():
    one = slot(places=2)
    book(one, 0)
    results = together(*[lambda number=number: book(one, number) for number in (1, 2)])
    assert sorted(type(result).__name__ for result in results) == ["Appointment", "Refused"]
    assert Appointment.objects.filter(slot=one, state="booked").count() == 2
