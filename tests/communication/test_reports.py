"""A report is stored, reaches the office that runs the page, gets one answer, and the address is forgotten."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.communication.actions.answer_report import answer_report
from manifattura.communication.actions.email_answer import email_answer
from manifattura.communication.actions.file_report import file_report
from manifattura.communication.domain.reports import LONGEST_ANSWER, LONGEST_REPORT, ReportState, ReportTopic
from manifattura.communication.models import Report
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db

FORM = {"topic": "not_working", "text": "Il pulsante non risponde.", "page": "", "reply_email": ""}
OURS = {"HTTP_ORIGIN": "http://testserver"}


def report(**facts):
    return file_report(**{"topic": ReportTopic.NOT_WORKING, "text": "Non va.", **facts})


# ------------------------------------------------------------------ the public's side


def test_filed_from_our_page(client):
    answer = client.post("/segnala-disservizio/", FORM, **OURS)
    stored = Report.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/segnala-disservizio/{stored.code}/"
    assert stored.text == FORM["text"]
    page = client.get(answer["Location"])
    assert page["Cache-Control"] == "private, no-store"
    assert FORM["text"] not in page.content.decode()


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
    assert not Report.objects.exists()
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("topic", "", "Scegli di che cosa si tratta."),
        ("text", "", "Scrivi che cosa succede."),
        ("text", "x" * (LONGEST_REPORT + 1), str(LONGEST_REPORT)),
        ("reply_email", "nome@", "Scrivi un indirizzo e-mail completo"),
    ],
)
def test_errors_stand_beside_the_field(client, field, value, message):
    answer = client.post("/segnala-disservizio/", {**FORM, field: value}, **OURS)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert message in page
    assert "<title>Errore" in page


def test_a_flood_is_stopped(client):
    for _ in range(20):
        assert client.post("/segnala-disservizio/", FORM, **OURS).status_code == 302
    answer = client.post("/segnala-disservizio/", FORM, **OURS)
    assert answer.status_code == 422
    assert "Riprova più tardi" in answer.content.decode()
    assert Report.objects.count() == 20


def test_unknown_code(client):
    assert client.get("/segnala-disservizio/AAAAAAAAAA/").status_code == 404


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
    entry = AuditEntry.objects.get(verb="report_filed")
    assert entry.actor_id == ""
    assert "persona@" not in str(entry.after)


def test_the_action_refuses_what_the_form_refuses():
    with pytest.raises(Refused):
        report(text="   ")
    with pytest.raises(Refused):
        report(text="x" * (LONGEST_REPORT + 1))


# ------------------------------------------------------------------ the office's side


def test_answered_once_and_by_mail(run_jobs):
    filed = report(reply_email="persona@example.org")
    officer = StaffFactory()
    run_jobs()
    mail.outbox.clear()
    answer_report(report=filed, answer="Risolto.", by=officer)
    with pytest.raises(Refused) as second:
        answer_report(report=filed, answer="Ancora.", by=officer)
    assert second.value.code == "answered"
    run_jobs()
    (message,) = mail.outbox
    assert message.to == ["persona@example.org"]
    assert filed.code in message.body
    filed.refresh_from_db()
    assert (filed.reply_email, filed.state, filed.answer) == ("", ReportState.ANSWERED, "Risolto.")
    assert email_answer(report_id=filed.pk) is False
    assert AuditEntry.objects.filter(verb="report_answered", actor_id=officer.audit_id).exists()


def test_without_address_nothing_is_sent(run_jobs):
    filed = report()
    answer_report(report=filed, answer="Risolto.", by=StaffFactory())
    run_jobs()
    assert not [
        message for message in mail.outbox if filed.code in message.subject and "Risposta" in message.subject
    ]


@pytest.mark.parametrize("answer", ["  ", "x" * (LONGEST_ANSWER + 1)])
def test_answers_are_checked(answer):
    with pytest.raises(Refused):
        answer_report(report=report(), answer=answer, by=StaffFactory())


def test_other_offices_neither_see_nor_answer(client):
    call = published_call()
    filed = report(page=f"/bandi/{call.slug}/")
    stranger = StaffFactory(office=OfficeFactory())
    with pytest.raises(PermissionRefused):
        answer_report(report=filed, answer="No.", by=stranger)
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
    assert "Nessuna segnalazione" in client.get("/ufficio/segnalazioni/").content.decode()
    filed = report(text="Testo della segnalazione", page="=formula")
    assert filed.code in client.get("/ufficio/segnalazioni/?stato=to_answer").content.decode()
    assert filed.code not in client.get("/ufficio/segnalazioni/?stato=answered").content.decode()
    assert client.get("/ufficio/segnalazioni/ZZZZZZZZZZ/").status_code == 404
    exported = client.get("/ufficio/segnalazioni.csv")
    assert "'=formula" in exported.getvalue().decode()
    assert exported["Cache-Control"] == "private, no-store"
    address = f"/ufficio/segnalazioni/{filed.code}/"
    assert "Scrivi la risposta." in client.post(address, {"answer": ""}).content.decode()
    assert client.post(address, {"answer": "Fatto."}).status_code == 302
    assert "ha già risposto" in client.post(address, {"answer": "Di nuovo."}).content.decode()
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
