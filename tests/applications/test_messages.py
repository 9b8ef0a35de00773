"""The thread between office and applicant: sent once, opened once, proved, answered."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.read_message import read_message
from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import term
from tests.applications.published import published_call
from tests.factories.accounts import signed_in
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return submitted_application(published_call())


def officer_of(application):
    return application.call.head_of_procedure


def test_a_message_is_written_told_emailed_and_opened_once(application, run_jobs):
    run_jobs()
    mail.outbox.clear()
    firm_person = application.created_by
    message = send_message(
        application=application,
        template="free",
        subject="Manca una pagina",
        body="Mandaci la pagina 3.",
        by=officer_of(application),
    )
    waiting = start_term(
        kind=TermKind.REMEDY,
        office=application.call.office,
        label="Integrazioni",
        days=10,
        subject_type="application",
        subject_id=str(application.pk),
        call=application.call,
        notice_ref=message.notice_ref,
        by=officer_of(application),
    )
    run_jobs()
    (sent,) = mail.outbox
    assert sent.to == [firm_person.email]
    assert "Mandaci la pagina 3." in sent.body
    assert reverse("applications:message", args=[application.code, message.pk]) in sent.body
    client = signed_in(Client(), firm_person)
    thread = reverse("applications:messages", args=[application.code])
    page = client.get(thread).content.decode()
    assert "Manca una pagina" in page
    assert "Mandaci la pagina 3." not in page
    assert term(waiting.pk).starts_on is None
    opened = client.post(reverse("applications:message_open", args=[application.code, message.pk]), follow=True)
    assert "Mandaci la pagina 3." in opened.content.decode()
    assert term(waiting.pk).starts_on is not None
    first = message.readings.get()
    assert first.is_proof
    assert first.capacity == "legal_rep"
    assert read_message(message=message, by=firm_person).pk == first.pk
