"""Two people in one step, and sessions that end while somebody writes: nothing is overwritten, nothing is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.queries.drafts import draft
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.applications.test_pages import PROJECT, autosave, client_of, seen, text_of, url
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import started_application
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return published_call()


def test_the_second_person_sees_both_values_and_chooses(call):
    application = started_application(call)
    other = PersonFactory()
    MandateFactory(organisation=application.lead, person=other, kind=MandateKind.COLLABORATOR)
    address = url("form", application, "project")
    old = seen(application, "project")
    client_of(application.created_by).post(address, {**PROJECT, "seen": old})
    mine = {**PROJECT, "project_title": "Il mio titolo", "months": "11", "seen": old}
    page = client_of(other).post(address, mine)
    body = text_of(page)
    assert "Un’altra persona ha cambiato le stesse risposte" in body
    assert "Arredi smontabili" in body
    assert "Il mio titolo" in body
    fresh = seen(application, "project")
    asked = {**mine, "seen": fresh, "asked": ["project_title", "months"]}
    undecided = client_of(other).post(address, {**asked, "choose-months": "mine", "go": "next"})
    assert "Scegli quale tenere" in text_of(undecided)
    assert draft(application).answers["project_title"] == "Arredi smontabili"
    client_of(other).post(
        address,
        {**asked, "choose-project_title": "theirs", "choose-months": "mine", "go": "stay"},
    )
    answers = draft(application).answers
    assert (answers["project_title"], answers["months"]) == ("Arredi smontabili", "11")


def test_the_other_value_bears_the_name_of_who_wrote_it(call):
    application = started_application(call)
    other = PersonFactory(full_name="Collega campione")
    MandateFactory(organisation=application.lead, person=other, kind=MandateKind.COLLABORATOR)
    address, old = url("form", application, "project"), seen(application, "project")
    autosave(client_of(application.created_by), address, {"project_title": "Arredi smontabili"}, old)
    client = client_of(other)
    autosave(client, address, {"months": "12"}, old)
    body = text_of(autosave(client, address, {"project_title": "Altro titolo"}, old))
    assert f"Quella di {application.created_by.full_name}" in body
    assert "Quella di Collega campione" not in body
    own = text_of(autosave(client, address, {"months": "9"}, old))
    assert "Hai cambiato le stesse risposte in un’altra scheda o su un altro dispositivo" in own
    assert "Quella salvata alle" in own


def test_a_lost_session_loses_nothing(call):
    application = started_application(call)
    address = url("form", application, "project")
    marks = seen(application, "project")
    stranger = Client()
    assert autosave(stranger, address, {"project_title": "x"}, marks).status_code == 401
    sent = stranger.post(address, {**PROJECT, "seen": marks})
    assert sent.status_code == 302
    assert reverse("account_login") in sent["Location"]
    assert draft(application).answers.get("project_title") is None
    back = signed_in(stranger, application.created_by).get(address)
    page = text_of(back)
    assert "La sessione era scaduta" in page
    assert "Arredi smontabili" in page
    assert "La sessione era scaduta" not in text_of(stranger.get(address))


def test_a_page_older_than_the_sign_in_loses_nothing(call):
    """Signing in again changes the token of the forms: what an older page sends is shown again, not thrown away."""
    application = started_application(call)
    address, marks = url("form", application, "project"), seen(application, "project")
    client = signed_in(Client(enforce_csrf_checks=True), application.created_by)
    late = {
        **PROJECT,
        "project_title": "Prima del nuovo accesso",
        "seen": marks,
        "csrfmiddlewaretoken": "x" * 64,
    }
    answer = client.post(address, late, headers={"Origin": "http://testserver"})
    assert answer.url == address
    page = text_of(client.get(address))
    assert "Ecco quello che avevi scritto" in page
    assert "Prima del nuovo accesso" in page
    assert client.post(address, late, headers={"Origin": "https://example.com"}).status_code == 403
    assert "Ecco quello che avevi scritto" not in text_of(client.get(address)), (
        "another site keeps nothing here"
    )
