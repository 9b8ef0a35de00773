"""The full site refuses a sending just before the deadline: its ticket keeps that person's application in time, once."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.urls import reverse

from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.domain.late_tickets import (
    Pass,
    give_ticket,
    read_ticket,
    signing_key,
    ticket_sha256,
)
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import LateTicket, Submission
from manifattura.applications.queries.late_tickets import count_late_tickets, sending_pass
from manifattura.applications.queries.receipts import facts, receipt_of
from manifattura.applications.queries.times import term_of
from manifattura.calls.models import CallRound
from manifattura.config.gate import busy
from manifattura.config.gate.clock import set_clock
from manifattura.config.gate.gate import Gate
from manifattura.config.gate.limits import Limits
from manifattura.config.gate.measures import Measures
from manifattura.evaluation.actions.open_review import open_review
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import WebPulse
from manifattura.kernel.pulses import write_pulse
from manifattura.organisations.actions.edit_organisation import edit_organisation
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import complete_application

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
KEY = signing_key(settings.SECRET_KEY)


def ready(minutes_left):
    """An application that may be sent, and its deadline in so many minutes (past when negative)."""
    application = complete_application(published_call())
    move_deadline(minutes_left)
    return application


def move_deadline(minutes):
    CallRound.objects.update(deadline_at=database_now() + minutes * MINUTE)


def ticket_for(application, person, refused_at):
    shown = Pass(application.code, person.pk, refused_at - MINUTE, refused_at + MINUTE, refused_at + MINUTE)
    return give_ticket(KEY, shown, refused_at)


def send(application, ticket, by=None):
    return submit_application(
        application=application,
        idempotency_key=f"key-{ticket[-20:]}",
        by=by or application.created_by,
        late_ticket=ticket,
    )


def environ_of(path, body, origin="http://testserver", **more):
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "HTTP_HOST": "testserver",
        "HTTP_ORIGIN": origin,
        **more,
    }


def ask(environ, limits):
    """What a gate answers whose only slot is taken: status, headers, page."""
    measures = Measures()
    gate = Gate(get_wsgi_application(), limits, measures)
    gate._doors.take()
    said = []
    page = b"".join(gate(environ, lambda status, headers: said.extend([status, dict(headers)])))
    return said[0], said[1], page.decode(), measures


def fields_of(page):
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return {unescape(name): unescape(value) for name, value in found}


FULL = Limits(serving=1, waiting=0)


def test_from_the_refusal_to_the_receipt(client):
    application = ready(minutes_left=5)
    person = application.created_by
    form = {"csrfmiddlewaretoken": "x", "key": "k1", "confirm": "on", "note": "é & <b>"}
    form["pass"] = sending_pass(application, term_of(application), person)
    path = reverse("applications:send", args=[application.code])
    set_clock(database_now())
    status, headers, page, measures = ask(environ_of(path, urlencode(form).encode()), FULL)
    assert status.startswith("503")
    assert int(headers["Retry-After"]) > 0
    again = fields_of(page)
    ticket = again.pop("ticket")
    assert again == form
    assert f'action="{path}"' in page
    assert "Hai un biglietto" in page
    assert measures.tickets == 1

    move_deadline(-2)
    refused_at = read_ticket(KEY, ticket).refused_at
    CallRound.objects.update(deadline_at=refused_at + MINUTE / 2)
    browser = signed_in(client, person)
    summary = browser.get(reverse("applications:summary", args=[application.code])).content.decode()
    assert 'name="pass"' in summary
    CallRound.objects.update(deadline_at=refused_at + timedelta(seconds=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2.1)")  # the term is judged to the second, its own second included
    late = browser.get(reverse("applications:summary", args=[application.code])).content.decode()
    assert "Hai un biglietto perché il sito era pieno?" in late
    detail = reverse("applications:detail", args=[application.code])
    assert "Invia con il biglietto</a> entro" in browser.get(detail).content.decode()
    answer = browser.post(path, {**again, "ticket": ticket})
    assert answer.status_code == 302
    submission = Submission.objects.get()
    kept = LateTicket.objects.get()
    assert kept.submission == submission
    assert kept.ticket_sha256 == ticket_sha256(ticket)
    assert submission.received_at == refused_at == kept.refused_at
    assert kept.accepted_at > refused_at
    assert count_late_tickets(CallRound.objects.get().pk) == 1
    application.refresh_from_db()
    assert "Biglietto" in dict(facts(receipt_of(application)))
    assert "è arrivata con il biglietto" in browser.get(detail).content.decode()
    # a second click finds the same receipt, and the records are written once
    assert browser.post(path, {**again, "ticket": ticket}).status_code == 302
    assert Submission.objects.count() == 1
    with pytest.raises(Exception, match="refused"), transaction.atomic():
        LateTicket.objects.update(refused_at=database_now())


def test_nothing_is_offered_to_what_another_site_sent_or_to_passwords():
    path, body = "/domande/ABCD2345/invia/", b"key=k&confirm=on"
    assert fields_of(ask(environ_of(path, body, origin="https://elsewhere.example"), FULL)[2]) == {}
    assert fields_of(ask(environ_of("/accedi/", b"login=a&password=b"), FULL)[2]) == {}
    assert fields_of(ask(environ_of(path, b"x=" + b"y" * 70_000), FULL)[2]) == {}
    status, _headers, page, _measures = ask(environ_of(path, body, HTTP_X_AUTOSAVE="1"), FULL)
    assert (status[:3], page) == ("503", "")


@pytest.mark.parametrize("minutes_left", [30, -1])
def test_no_ticket_outside_the_last_minutes(minutes_left):
    application = ready(minutes_left)
    form = {"pass": sending_pass(application, term_of(application), application.created_by)}
    set_clock(database_now())
    path = reverse("applications:send", args=[application.code])
    page = ask(environ_of(path, urlencode(form).encode()), FULL)[2]
    assert fields_of(page) == form


def test_a_pass_of_another_application_gives_no_ticket():
    application = ready(minutes_left=5)
    form = {"pass": sending_pass(application, term_of(application), application.created_by)}
    set_clock(database_now())
    assert "ticket" not in fields_of(
        ask(environ_of("/domande/ZZZZ9999/invia/", urlencode(form).encode()), FULL)[2]
    )


def test_a_ticket_of_somebody_else_or_of_another_time_is_refused():
    application = ready(minutes_left=-5)
    refused_at = database_now() - 6 * MINUTE
    other = PersonFactory()
    for ticket in (
        ticket_for(application, other, refused_at),
        ticket_for(application, application.created_by, refused_at - 20 * MINUTE),
        ticket_for(application, application.created_by, database_now() - MINUTE),
        "words.words",
    ):
        with pytest.raises(Refused) as refused:
            send(application, ticket)
        assert refused.value.code == "ticket"
    CallRound.objects.update(deadline_at=database_now() - 40 * MINUTE)
    with pytest.raises(Refused, match="valeva fino"):
        send(application, ticket_for(application, application.created_by, database_now() - 41 * MINUTE))
    assert not Submission.objects.exists()


def test_after_the_deadline_the_record_of_the_firm_stays_as_it_was_too():
    application = ready(minutes_left=-5)
    ticket = ticket_for(application, application.created_by, database_now() - 6 * MINUTE)
    edit_organisation(
        organisation=application.lead, facts={"name": "Un altro nome"}, by=application.created_by
    )
    with pytest.raises(Refused, match="i dati dell’impresa sono cambiati: il biglietto non vale più"):
        send(application, ticket)
    assert not Submission.objects.exists()


def test_a_ticket_is_not_needed_either_while_its_session_was_extended():
    application = ready(minutes_left=60)
    send(application, ticket_for(application, application.created_by, database_now() - MINUTE))
    assert not LateTicket.objects.exists()


def test_before_the_deadline_a_ticket_is_not_needed_and_not_used():
    application = ready(minutes_left=3)
    before = database_now()
    submission = send(application, ticket_for(application, application.created_by, before - MINUTE))
    assert submission.received_at > before
    assert not LateTicket.objects.exists()


def test_the_review_waits_for_those_who_have_a_ticket():
    application = ready(minutes_left=-1)
    call = application.call
    write_pulse("web", {}, 0, 0, database_now() - 2 * MINUTE)
    with pytest.raises(Refused) as refused:
        open_review(call=call, by=call.head_of_procedure)
    assert refused.value.code == "early"
    WebPulse.objects.update(last_ticket_at=database_now() - 60 * MINUTE)
    open_review(call=call, by=call.head_of_procedure)


def test_the_pages_of_refusal_need_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        busy.make_ready()
        answer = busy.busy(environ_of("/en/bandi/", b"", REQUEST_METHOD="GET"), b"")
    page = answer.content.decode()
    assert 'lang="en"' in page
    assert 'href="/en/bandi/"' in page


def test_a_ticket_takes_the_place_of_what_was_sent_before(client):
    first = ready(minutes_left=5)
    submit_application(application=first, idempotency_key="first", by=first.created_by)
    application = complete_application(first.call, lead=first.lead, by=first.created_by)
    browser = signed_in(client, application.created_by)
    path = reverse("applications:send", args=[application.code])
    browser.get(reverse("applications:summary", args=[application.code]))
    form = {"csrfmiddlewaretoken": "x", "key": "k2", "confirm": "on"}
    form["pass"] = sending_pass(application, term_of(application), application.created_by)
    set_clock(database_now())
    ticket = fields_of(ask(environ_of(path, urlencode(form).encode()), FULL)[2])["ticket"]
    CallRound.objects.update(deadline_at=read_ticket(KEY, ticket).refused_at + timedelta(seconds=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(2.1)")
    asked = browser.post(path, {"key": "k2", "confirm": "on", "ticket": ticket}).content.decode()
    assert 'name="replaces"' in asked
    answer = browser.post(path, {"key": "k2", "confirm": "on", "ticket": ticket, "replaces": "on"})
    assert answer.status_code == 302
    first.refresh_from_db()
    assert first.state == ApplicationState.WITHDRAWN
