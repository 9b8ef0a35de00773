"""What the public reads of a call that was suspended, resumed or revoked: no date of it promises anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.calls.actions.resume_call import resume_call
from manifattura.calls.actions.revoke_call import revoke_call
from manifattura.calls.actions.suspend_call import suspend_call
from manifattura.kernel.clock import today
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    return published_call(ends_in=30 * DAY)


def orders(call, **more):
    return {"call": call, "act_number": "200", "act_on": today(), "by": call.head_of_procedure} | more


def read(client, name, call):
    return client.get(reverse(f"calls:{name}", args=[call.slug])).content.decode()


def card(client):
    return client.get(reverse("calls:list")).content.decode()


def event(client, call):
    return read(client, "calendar", call).replace("\r\n ", "").split("\r\n")


def test_a_suspended_call(client, call):
    assert "Metti la scadenza nel tuo calendario" in read(client, "detail", call)
    suspend_call(**orders(call, reason="Ricorso"))
    assert "Per ora non si può fare domanda" in card(client)
    assert "Chiuso il" not in card(client), "its deadline is a day to come"
    page = read(client, "detail", call)
    assert "I termini sono fermi: quando riprende, qui trovi le nuove date." in page
    assert "Il bando è sospeso: per ora non si può fare domanda." in page
    for untrue in ("Scadenza: da qui", "Graduatoria definitiva:", "Metti la scadenza", "non riceve più"):
        assert untrue not in page
    assert "dalla scadenza. Il silenzio" in page, "the procedure has no last day while it stands still"
    assert "per ora non si possono fare domande" in read(client, "clarifications", call)
    signed_in(client, PersonFactory())
    assert "per ora non si possono fare domande" in read(client, "ask_clarification", call)
    stopped = event(client, call)
    assert "STATUS:TENTATIVE" in stopped
    assert "SEQUENCE:1" in stopped
    assert "BEGIN:VALARM" not in stopped


def test_a_resumed_call(client, call):
    suspend_call(**orders(call, reason="Ricorso"))
    resume_call(**orders(call, deadline_at=call.deadline_at + DAY))
    page = read(client, "detail", call)
    assert "Scadenza: da qui" in page
    assert "dalla scadenza: entro" in page
    assert "ripreso lo stesso giorno" in page
    again = event(client, call)
    assert not any(line.startswith("STATUS") for line in again)
    assert "SEQUENCE:3" in again, "suspended, resumed, and a new version"
    assert "BEGIN:VALARM" in again


def test_a_revoked_call(client, call):
    revoke_call(**orders(call, reason="Manca il finanziamento"))
    assert "Non riceve più domande" in card(client)
    assert "Chiuso il" not in card(client)
    page = read(client, "detail", call)
    assert "Il procedimento finisce qui, senza graduatoria." in page
    for untrue in ("Scadenza: da qui", "Graduatoria definitiva:", "Metti la scadenza"):
        assert untrue not in page
    assert "Non si possono più fare domande su questo bando." in read(client, "clarifications", call)
    assert "STATUS:CANCELLED" in event(client, call)
