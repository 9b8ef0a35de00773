"""The question at the foot of pages: taken from our pages only, about public pages only, read by the office."""

import re

import pytest
from django.test import Client

from manifattura.communication.models import Feedback
from manifattura.config.environment import PROJECT
from manifattura.ui import feedback
from tests.factories.accounts import StaffFactory, signed_in

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
FORM = {"kind": "page", "subject": "/en/servizi/", "stars": "2", "difficult": "lost", "liked": "clear", "text": "Che cosa serve?"}  # fmt: skip


def give(**facts):
    return Client(enforce_csrf_checks=True).post("/il-tuo-parere/", {**FORM, **facts}, **OURS)


def test_given_read_and_exported(client):
    foot = client.get("/servizi/").content.decode()
    assert 'data-element="feedback-rate-5"' in foot
    assert 'value="/servizi/"' in foot
    assert give().status_code == 302
    assert client.get(give(stars="5", text="")["Location"]).status_code == 200
    stored = list(Feedback.objects.order_by("pk").values_list("subject", "stars", "aspect"))
    assert stored == [("/servizi/", 2, "lost"), ("/servizi/", 5, "clear")]
    assert give(kind="service", subject="application").status_code == 302
    signed_in(client, StaffFactory())
    page = client.get("/ufficio/pareri/?tipo=pagine").content.decode()
    assert "3,5" in page
    assert "Domanda per un bando" in client.get("/ufficio/pareri/?ordine=most").content.decode()
    detail = client.get("/ufficio/pareri/di/?tipo=page&di=/servizi/").content.decode()
    assert "Che cosa serve?" in detail
    assert "non capivo" in detail
    assert "Che cosa serve?" in client.get("/ufficio/pareri.csv?tipo=pagine").getvalue().decode()
    assert client.get("/ufficio/pareri/di/?tipo=page&di=/nulla/").status_code == 404


def test_refused_and_nothing_lost():
    elsewhere = Client().post("/il-tuo-parere/", FORM)
    assert elsewhere.status_code == 422
    assert "Che cosa serve?" in elsewhere.content.decode()
    for facts in (
        {"stars": "6"},
        {"stars": ""},
        {"text": "x" * 201},
        {"subject": "/ufficio/pareri/"},
        {"subject": "/non/esiste/"},
        {"subject": "altrove"},
        {"kind": "service", "subject": "/servizi/"},
        {"sito_web": "x"},
        {"text": "http://a http://b http://c"},
    ):
        assert give(**facts).status_code == 422, facts
    assert not Feedback.objects.exists()


def test_a_page_of_one_person_is_named_by_its_pattern():
    give(subject="/segnala-disservizio/ABCDEFGHJK/")
    assert "ABCDEFGHJK" not in Feedback.objects.get().subject


def test_empty_office(client):
    signed_in(client, StaffFactory())
    assert "Nessun parere" in client.get("/ufficio/pareri/").content.decode()
    assert "Nessuna iscrizione" in client.get("/ufficio/eventi/").content.decode()


def test_every_service_asks_at_its_end_how_easy_it_was():
    """Each key that the office sees in its results stands in a page, and each page asks for a key that is registered."""
    asked = {
        key
        for template in (PROJECT / "src" / "manifattura").rglob("templates/**/*.html")
        for key in re.findall(r'service_feedback "(\w+)"', template.read_text(encoding="utf-8"))
    }
    assert asked == set(feedback.services())
