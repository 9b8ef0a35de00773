"""From the form of a session to the list at its door: places, waiting list, e-mails, cancelling, changes, forgetting."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Locale

from manifattura.communication.actions.follow_event import follow_event
from manifattura.communication.actions.forget_attendants import forget_attendants
from manifattura.communication.actions.remind_signed_up import remind_signed_up
from manifattura.communication.actions.sign_up_for_session import sign_up_for_session
from manifattura.communication.models import EventIndexPage, EventPage, EventSession, SessionRegister, SignUp
from manifattura.kernel.clock import database_now
from manifattura.kernel.models import AuditEntry
from tests.applications.test_concurrency import together
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in

OURS = {"HTTP_ORIGIN": "http://testserver"}


def session(*, seats=2, in_days=10, slug="banco-aperto"):
    starts = database_now() + timedelta(days=in_days)
    times = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    page = EventPage(title="Banco aperto", slug=slug, place="Via campione 7", locale=Locale.objects.get(language_code="it"), **times)  # fmt: skip
    EventIndexPage.objects.get(url_path="/it/vivere-milano/eventi/").add_child(instance=page)
    return EventSession.objects.create(
        page=page, title="Mattina", seats=seats, locale=page.locale, translation_key=uuid4(), **times
    )


def sign(one, number):
    return sign_up_for_session(
        session_key=one.translation_key, name=f"Persona campione {number}", email=f"p{number}@example.org"
    )


def form(number=1, **more):
    return {"name": f"Persona campione {number}", "email": f"p{number}@example.org", **more}


@pytest.mark.django_db
def test_the_whole_story_of_a_session(client, run_jobs):
    one = session(seats=1)
    address = f"/vivere-milano/eventi/iscrizione/{one.translation_key}/"
    page = client.get("/vivere-milano/eventi/banco-aperto/").content.decode()
    assert address in page
    assert "Posti liberi" in page
    assert "1 libero su 1" in client.get(address).content.decode()
    assert client.get(address)["Cache-Control"] == "private, no-store"
    # refused from elsewhere, from programmes, with faults: nothing stored, nothing lost
    for data, headers in ((form(), {}), (form(sito_web="x"), OURS), (form(email="no"), OURS)):
        refused = Client(enforce_csrf_checks=True).post(address, data, **headers)
        assert refused.status_code == 422
        assert "Persona campione 1" in refused.content.decode()
    assert not SignUp.objects.exists()
    sent = client.post(address, form(), **OURS)["Location"]
    assert "Guarda la posta" in client.get(sent).content.decode()
    mine = f"/vivere-milano/eventi/iscritto/{SignUp.objects.get().code}/"
    assert "Il posto è tuo" in client.get(mine).content.decode()
    # a stranger who tries the address sees the same, and its holder gets the same link, once an hour
    run_jobs()
    for _ in range(2):
        assert client.post(address, form(1, name="Altra persona"), **OURS)["Location"] == sent
    run_jobs()
    first, again = mail.outbox
    assert mine in first.body
    assert mine in again.body
    assert "non è cambiato nulla" in again.body
    assert "Persona campione 1" in client.get(mine).content.decode()
    mail.outbox.remove(again)
    assert client.post("/en" + address, form(2), **OURS)["Location"] == f"/en{sent}"
    theirs = f"/en/vivere-milano/eventi/iscritto/{SignUp.objects.get(email='p2@example.org').code}/"
    assert "numero 1" in client.get(theirs.removeprefix("/en")).content.decode()
    run_jobs()
    first, second = mail.outbox
    assert b"BEGIN:VEVENT" in str(first.attachments[0]).encode()
    assert second.to == ["p2@example.org"]
    assert "Posti finiti" in client.get("/vivere-milano/eventi/banco-aperto/").content.decode()
    # a wrong code changes nothing; the right one gives the place to whoever waits
    wrong = client.post("/vivere-milano/eventi/iscritto/sbagliato/", **OURS)
    assert wrong.status_code == 404
    assert "Non è cambiato nulla" in wrong.content.decode()
    assert client.post(mine).status_code == 422
    assert client.post(mine, **OURS).status_code == 302
    assert "Hai annullato" in client.get(mine).content.decode()
    assert SignUp.objects.get(email="p2@example.org").state == "confirmed"
    run_jobs()
    assert {message.to[0] for message in mail.outbox[2:]} == {"p1@example.org", "p2@example.org"}
    assert "METHOD:PUBLISH" in client.get(theirs.removeprefix("/en") + "evento.ics").content.decode()
    assert not AuditEntry.objects.filter(subject_label__contains="campione").filter(verb="signed_up").exists()


@pytest.mark.django_db
def test_reminded_once_told_of_changes_and_forgotten(run_jobs, django_capture_on_commit_callbacks):
    one = session(seats=5, in_days=2)
    made = sign(one, 1)
    run_jobs()
    mail.outbox.clear()
    assert remind_signed_up() == 0
    soon = database_now() + timedelta(hours=20)
    SessionRegister.objects.update(starts_at=soon)
    SignUp.objects.update(signed_up_at=database_now() - timedelta(days=3))
    assert remind_signed_up() == 1
    assert remind_signed_up() == 1  # not sent yet: queued again, and sent once
    run_jobs()
    assert remind_signed_up() == 0
    assert len(mail.outbox) == 1
    # an editor moves it, then takes it away
    EventSession.objects.filter(pk=one.pk).update(place="Via campione 9")
    follow_event(page_key=one.page.translation_key)
    follow_event(page_key=one.page.translation_key)
    run_jobs()
    assert "Via campione 9" in mail.outbox[1].body
    one.page.unpublish()
    run_jobs()
    assert [message.subject.split(":")[0] for message in mail.outbox[1:]] == ["È cambiato un appuntamento", "Annullato"]  # fmt: skip
    SessionRegister.objects.update(ends_at=database_now() - timedelta(days=91))
    assert (forget_attendants(), forget_attendants()) == (1, 0)
    made.refresh_from_db()
    assert (made.name, made.email) == ("", "")


@pytest.mark.django_db
def test_the_office_keeps_the_list(client, django_assert_max_num_queries):
    one = session(seats=2)
    rows = [sign(one, number) for number in range(3)]
    address = f"/ufficio/eventi/{one.translation_key}/"
    signed_in(client, PersonFactory())
    assert client.get(address).status_code == 403
    signed_in(client, StaffFactory())
    assert "Banco aperto: Mattina" in client.get("/ufficio/eventi/").content.decode()
    assert (
        'href="/ufficio/eventi/"' in client.get("/ufficio/pareri/").content.decode()
    )  # the menu leads there
    data = {f"was-{rows[0].pk}": "", f"was-{rows[1].pk}": "", "came": [str(rows[0].pk)]}
    assert client.post(address, data).status_code == 422  # it has not begun
    SessionRegister.objects.update(starts_at=database_now() - timedelta(hours=1))
    assert client.post(address, data).status_code == 302
    assert "In corso" in client.get("/ufficio/eventi/").content.decode()
    # a colleague whose page is older ticks another: the first tick stays
    client.post(address, {f"was-{rows[0].pk}": "", f"was-{rows[1].pk}": "", "came": [str(rows[1].pk)]})
    assert list(SignUp.objects.filter(came=True)) == rows[:2]
    exported = client.get(f"{address}iscritti.csv").getvalue().decode()
    assert "p0@example.org" in exported
    assert "in attesa" in exported
    with django_assert_max_num_queries(25):
        client.get(address)


@pytest.mark.django_db
def test_calendars(client):
    one = session(seats=None)
    month = one.starts_at.strftime("%Y-%m")
    page = client.get(f"/vivere-milano/eventi/calendario/{month}/").content.decode()
    assert "Banco aperto: Mattina" in page
    assert "<caption>" in page
    assert client.get("/vivere-milano/eventi/calendario/").status_code == 200
    assert client.get("/en/vivere-milano/eventi/calendario/2031-02/").status_code == 200
    assert client.get("/vivere-milano/eventi/calendario/2026-99/").status_code == 404
    for address in ("/vivere-milano/eventi/calendario.ics", "/vivere-milano/eventi/banco-aperto/evento.ics"):
        assert "SUMMARY:Banco aperto: Mattina" in client.get(address).content.decode()
    # whoever follows an old link to sign up is led to the event
    assert client.get(f"/vivere-milano/eventi/iscrizione/{one.translation_key}/").status_code == 302
    assert client.get(f"/vivere-milano/eventi/iscrizione/{uuid4()}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_people_and_the_last_place():
    one = session(seats=1, slug="ultimo-posto")
    results = together(*[lambda number=number: sign(one, number) for number in range(4)])
    assert sorted(result.state for result in results) == ["confirmed", "waiting", "waiting", "waiting"]
    assert SessionRegister.objects.get().is_full
