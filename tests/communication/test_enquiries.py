"""A problem or a request for help is stored, reaches its office, is followed and answered once; who wrote is forgotten."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.communication.actions.answer_enquiry import answer_enquiry, close_enquiry
from manifattura.communication.actions.file_enquiry import ask_for_assistance, file_problem
from manifattura.communication.actions.forget_enquiries import forget_enquiries
from manifattura.communication.actions.mail_enquiry import mail_enquiry
from manifattura.communication.actions.take_enquiry import take_enquiry
from manifattura.communication.domain.enquiries import (
    LONGEST_ANSWER,
    LONGEST_TEXT,
    EnquiryState,
    ProblemTopic,
)
from manifattura.communication.models import Enquiry
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.applications.published import published_call
from tests.applications.test_concurrency import together
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db

FORM = {"topic": "not_working", "text": "Il pulsante non risponde.", "page": "", "reply_email": ""}
OURS = {"HTTP_ORIGIN": "http://testserver"}


def report(**facts):
    return file_problem(**{"topic": ProblemTopic.NOT_WORKING, "text": "Non va.", **facts})


# ------------------------------------------------------------------ the public's side


def test_filed_from_our_page(client):
    answer = client.post("/segnala-disservizio/", FORM, **OURS)
    stored = Enquiry.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/segnala-disservizio/{stored.code}/"
    assert stored.text == FORM["text"]
    page = client.get(answer["Location"])
    assert page["Cache-Control"] == "private, no-store"
    assert FORM["text"] not in page.content.decode()
    # the question at its end is about the service: the secret address of the page is nobody's subject
    assert 'name="subject" value="problem"' in page.content.decode()
    assert page.content.decode().count('data-element="feedback"') == 1


def test_the_token_is_not_asked_even_when_tokens_are_enforced():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/segnala-disservizio/", FORM, **OURS).status_code == 302


def test_browsers_without_origin_send_the_referer(client):
    sent = client.post("/segnala-disservizio/", FORM, HTTP_REFERER="http://testserver/segnala-disservizio/")
    assert sent.status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_ORIGIN": "https://altrove.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_REFERER": "x"}],
)
def test_refused_from_elsewhere_and_nothing_lost(client, headers):
    answer = client.post("/segnala-disservizio/", FORM, **headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert FORM["text"] in page
    assert not Enquiry.objects.exists()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("topic", "", "Scegli di che cosa si tratta."),
        ("text", "", "Scrivi che cosa succede."),
        ("text", "x" * (LONGEST_TEXT + 1), str(LONGEST_TEXT)),
        ("reply_email", "nome@", "Scrivi un indirizzo e-mail completo"),
    ],
)
def test_errors_stand_beside_the_field(client, field, value, message):
    answer = client.post("/segnala-disservizio/", {**FORM, field: value}, **OURS)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "<title>Errore" in page


def test_the_other_language_of_a_form_with_errors_is_the_same_form(client):
    at_home = {**OURS, "HTTP_REFERER": "http://testserver/segnala-disservizio/"}
    refused = client.post("/segnala-disservizio/", FORM | {"text": ""}, **at_home)
    assert refused.status_code == 422
    assert 'href="/en/segnala-disservizio/" hreflang="en"' in refused.content.decode()


def test_a_flood_is_stopped(client):
    for _ in range(20):
        assert client.post("/segnala-disservizio/", FORM, **OURS).status_code == 302
    answer = client.post("/segnala-disservizio/", FORM, **OURS)
    assert answer.status_code == 422
    assert "Riprova più tardi" in answer.content.decode()
    assert Enquiry.objects.count() == 20


def test_unknown_code(client):
    wrong = client.get("/segnala-disservizio/AAAAAAAAAA/")
    assert wrong.status_code == 404
    assert "Nessuna richiesta ha questo codice" in wrong.content.decode()


# ------------------------------------------------------------------ who hears of it


def test_the_office_of_the_call_hears_of_it():
    call = published_call()
    other = StaffFactory(office=OfficeFactory())
    filed = report(page=f"https://example.org/bandi/{call.slug}/#criteri")
    assert filed.office_id == call.office_id
    told = set(Notice.objects.values_list("person_id", flat=True))
    assert call.head_of_procedure_id in told
    assert other.pk not in told


def test_a_page_of_no_call_goes_to_every_office():
    people = [StaffFactory(office=OfficeFactory()), StaffFactory(office=OfficeFactory())]
    assert report(page="/bandi/non-esiste/").office_id is None
    assert set(Notice.objects.values_list("person_id", flat=True)) == {person.pk for person in people}


def test_the_trail_keeps_no_address():
    report(reply_email="persona@example.org")
    entry = AuditEntry.objects.get(verb="enquiry_filed")
    assert entry.actor_id == ""
    assert "persona@" not in str(entry.after)


def test_the_action_refuses_what_the_form_refuses():
    with pytest.raises(Refused):
        report(text="   ")
    with pytest.raises(Refused):
        report(text="x" * (LONGEST_TEXT + 1))


# ------------------------------------------------------------------ the office's side


def test_answered_once_and_by_mail(run_jobs):
    filed = report(reply_email="persona@example.org")
    officer = StaffFactory()
    run_jobs()
    mail.outbox.clear()
    answer_enquiry(enquiry=filed, answer="Risolto.", by=officer)
    with pytest.raises(Refused) as second:
        answer_enquiry(enquiry=filed, answer="Ancora.", by=officer)
    assert second.value.code == "settled"
    run_jobs()
    (message,) = mail.outbox
    assert message.to == ["persona@example.org"]
    assert filed.code in message.body
    filed.refresh_from_db()
    assert (filed.reply_email, filed.state, filed.answer) == ("", EnquiryState.ANSWERED, "Risolto.")
    assert mail_enquiry(enquiry_id=filed.pk, kind="answered") is False
    assert AuditEntry.objects.filter(verb="enquiry_answered", actor_id=officer.audit_id).exists()


def test_who_is_answered_can_write_back_also_when_it_was_every_offices(run_jobs):
    first, second = report(reply_email="a@esempio.it"), report(reply_email="b@esempio.it")
    assert first.office_id is None
    office, _other = OfficeFactory(), OfficeFactory()
    officer = StaffFactory(office=office)
    administrator = StaffFactory(role=Role.ADMINISTRATOR, office=None)
    answer_enquiry(enquiry=first, answer="Risolto.", by=officer)
    answer_enquiry(enquiry=second, answer="Risolto.", by=administrator)
    run_jobs()
    sent = {letter.to[0]: letter for letter in mail.outbox if letter.subject.startswith("Risposta")}
    assert sent["a@esempio.it"].reply_to == [office.email]
    assert f"la legge {office.name}" in sent["a@esempio.it"].body
    assert sent["b@esempio.it"].reply_to == []
    assert "/richiedi-assistenza/" in sent["b@esempio.it"].body


def test_without_address_nothing_is_sent(run_jobs):
    filed = report()
    answer_enquiry(enquiry=filed, answer="Risolto.", by=StaffFactory())
    run_jobs()
    assert not [
        message for message in mail.outbox if filed.code in message.subject and "Risposta" in message.subject
    ]


@pytest.mark.parametrize("answer", ["  ", "x" * (LONGEST_ANSWER + 1)])
def test_answers_are_checked(answer):
    with pytest.raises(Refused):
        answer_enquiry(enquiry=report(), answer=answer, by=StaffFactory())


def test_other_offices_neither_see_nor_answer(client):
    call = published_call()
    filed = report(page=f"/bandi/{call.slug}/")
    stranger = StaffFactory(office=OfficeFactory())
    with pytest.raises(PermissionRefused):
        answer_enquiry(enquiry=filed, answer="No.", by=stranger)
    signed_in(client, stranger)
    assert client.get(f"/ufficio/segnalazioni/{filed.code}/").status_code == 403
    assert filed.code not in client.get("/ufficio/segnalazioni/").content.decode()
    assert filed.code not in client.get("/ufficio/segnalazioni.csv").getvalue().decode()


def test_people_who_are_not_staff_are_kept_out(client):
    filed = report()
    address = f"/ufficio/segnalazioni/{filed.code}/"
    assert client.get(address).status_code == 302
    signed_in(client, PersonFactory())
    assert client.get(address).status_code == 403


def test_the_office_reads_filters_exports_and_answers(client):
    officer = StaffFactory(role=Role.CASE_OFFICER)
    signed_in(client, officer)
    assert "Nessuna richiesta" in client.get("/ufficio/segnalazioni/").content.decode()
    filed = report(text="Testo della segnalazione", page="=formula")
    assert filed.code in client.get("/ufficio/segnalazioni/?stato=da-rispondere").content.decode()
    assert filed.code not in client.get("/ufficio/segnalazioni/?stato=con-risposta").content.decode()
    assert client.get("/ufficio/segnalazioni/ZZZZZZZZZZ/").status_code == 404
    exported = client.get("/ufficio/segnalazioni.csv")
    assert "'=formula" in exported.getvalue().decode()
    assert exported["Cache-Control"] == "private, no-store"
    address = f"/ufficio/segnalazioni/{filed.code}/"
    assert "Scrivi la risposta." in client.post(address, {"passo": "rispondi", "answer": ""}).content.decode()
    assert client.post(address, {"passo": "rispondi", "answer": "Fatto."}).status_code == 302
    assert (
        "ha già risposto"
        in client.post(address, {"passo": "rispondi", "answer": "Di nuovo."}).content.decode()
    )
    assert "Fatto." in Client().get(f"/segnala-disservizio/{filed.code}/").content.decode()


def test_the_list_does_not_grow_in_statements(client, django_assert_num_queries):
    signed_in(client, StaffFactory())
    report()
    client.get("/ufficio/segnalazioni/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/ufficio/segnalazioni/")
    statements = len(captured)
    for _ in range(30):
        report()
    with django_assert_num_queries(statements):
        client.get("/ufficio/segnalazioni/")


# ------------------------------------------------------------------ requests for assistance

ASKING = {
    "service": "altro", "page": "", "text": "Non riesco a cominciare.", "name": "Persona campione",
    "email": "persona@example.org", "has_read": "on",
}  # fmt: skip


def request(**facts):
    given = {
        "service": "altro",
        "name": "Persona campione",
        "reply_email": "persona@example.org",
        "text": "Aiuto",
    }
    return ask_for_assistance(**{**given, **facts})


def test_the_whole_story_of_a_request(client, run_jobs):
    page = client.get("/richiedi-assistenza/?servizio=verifica-una-ricevuta").content.decode()
    assert "<optgroup" in page
    wrong = client.post("/richiedi-assistenza/", {**ASKING, "service": "", "has_read": ""}, **OURS)
    assert wrong.status_code == 422
    assert "Scegli un servizio" in wrong.content.decode()
    assert "metti la spunta" in wrong.content.decode()
    trapped = client.post("/richiedi-assistenza/", {**ASKING, "sito_web": "x"}, **OURS)
    assert trapped.status_code == 422
    officer, colleague = StaffFactory(), StaffFactory()
    sent = client.post("/en/richiedi-assistenza/", ASKING, **OURS)
    enquiry = Enquiry.objects.get()
    assert sent["Location"] == f"/en/richiedi-assistenza/{enquiry.code}/"
    assert client.get(f"/segnala-disservizio/{enquiry.code}/").status_code == 404
    run_jobs()
    received = next(one for one in mail.outbox if one.to == ["persona@example.org"])
    assert f"/en/richiedi-assistenza/{enquiry.code}/" in received.body
    assert ASKING["text"] not in received.body
    assert ASKING["name"] not in received.body
    assert mail_enquiry(enquiry_id=enquiry.pk, kind="received") is False
    assert "Nuova richiesta di assistenza" in Notice.objects.get(person=officer).subject
    # the office: count in the menu, in charge, answered
    desk = f"/ufficio/segnalazioni/{enquiry.code}/"
    signed_in(client, officer)
    text = client.get("/ufficio/segnalazioni/?tipo=assistenza&q=persona@example.org").content.decode()
    assert enquiry.code in text
    assert enquiry.code not in client.get("/ufficio/segnalazioni/?tipo=disservizi").content.decode()
    assert client.post(desk, {"passo": "prendi", "seguita": ""}).status_code == 302
    assert enquiry.code in client.get("/ufficio/segnalazioni/?mie=1").content.decode()
    other = signed_in(Client(), colleague)
    refused = other.post(desk, {"passo": "prendi", "seguita": ""})
    assert refused.status_code == 422
    assert "presa in carico un" in refused.content.decode()
    assert other.post(desk, {"passo": "prendi", "seguita": officer.pk}).status_code == 302
    assert client.post(desk, {"passo": "chiudi", "because": ""}).status_code == 422
    assert client.post(desk, {"passo": "rispondi", "answer": "Premi «Comincia»."}).status_code == 302
    assert client.post(desk, {"passo": "chiudi", "because": "Tardi"}).status_code == 422
    run_jobs()
    assert "Premi «Comincia»." in mail.outbox[-1].body
    assert "Premi «Comincia»." in Client().get(sent["Location"]).content.decode()
    assert "Persona campione" not in Client().get(sent["Location"]).content.decode()
    assert ASKING["name"] not in client.get("/ufficio/segnalazioni.csv").getvalue().decode()
    # ninety days later
    assert forget_enquiries() == 0
    Enquiry.objects.update(settled_at=database_now() - timedelta(days=91))
    assert forget_enquiries() == 1
    enquiry.refresh_from_db()
    assert (enquiry.name, enquiry.reply_email, enquiry.text, enquiry.answer) == ("", "", "", "")
    assert "cancellati" in client.get(desk).content.decode()


def test_passed_to_the_office_that_can_answer(client):
    call = published_call()
    asked = request(page=f"/bandi/{call.slug}/")
    assert asked.office_id == call.office_id
    other = OfficeFactory()
    there = StaffFactory(office=other)
    signed_in(client, StaffFactory(office=call.office))
    desk = f"/ufficio/segnalazioni/{asked.code}/"
    assert client.post(desk, {"passo": "passa", "office": ""}).status_code == 422
    assert client.post(desk, {"passo": "passa", "office": other.pk})["Location"] == "/ufficio/segnalazioni/"
    assert client.get(desk).status_code == 403
    assert Notice.objects.filter(person=there, kind="enquiry.filed").count() == 1
    assert AuditEntry.objects.filter(verb="enquiry_passed").count() == 1


def test_closed_with_a_reason_that_is_sent(run_jobs):
    filed, by = request(), StaffFactory()
    close_enquiry(enquiry=filed, because="È doppia.", by=by)
    with pytest.raises(Refused):
        answer_enquiry(enquiry=filed, answer="Tardi", by=by)
    run_jobs()
    assert any("È doppia." in one.body for one in mail.outbox)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_one_follows_it():
    filed, people = request(), [StaffFactory(), StaffFactory()]
    done = together(*(lambda by=by: take_enquiry(enquiry=filed, seen_with=None, by=by) for by in people))
    assert sum(isinstance(one, Refused) for one in done) == 1
    assert AuditEntry.objects.filter(verb="enquiry_taken").count() == 1
