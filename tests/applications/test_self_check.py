"""The check of one's requirements before an application: for anybody, keeps nothing, says when a call takes nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.calls.domain.templates.f3 import F3
from tests.applications.published import DAY, published_call
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.calls import published_call as register_call
from tests.factories.organisations import firm_of

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_self_check_keeps_nothing_and_needs_no_sign_in(client):
    call = published_call()
    address = reverse("applications:self_check", args=[call.slug])
    assert "Puoi fare domanda?" in text_of(client.get(address))
    unanswered = text_of(client.get(address, {"q-in-milan": "yes"}))
    assert "Scegli sì o no." in unanswered
    against = text_of(client.get(address, {"q-in-milan": "no", "q-insolvent": "no"}))
    assert "Serve una sede a Milano." in against
    assert "Inizia la domanda" not in against
    passed = client.get(address, {"q-in-milan": "yes", "q-insolvent": "no"})
    assert "q-in-milan=yes&amp;q-insolvent=no" in passed.content.decode()
    assert client.get(reverse("applications:self_check", args=["nessuno"])).status_code == 404


def test_a_call_that_takes_nothing_says_so_before_any_question_and_leads_on(client):
    over = published_call(opens_in=-2 * DAY, ends_in=-DAY)
    told = "Il bando adesso non riceve domande."
    assert told in text_of(client.get(reverse("applications:self_check", args=[over.slug])))
    page = signed_in(Client(), PersonFactory()).get(reverse("applications:start", args=[over.slug]))
    assert told in text_of(page)
    assert f'href="{reverse("calls:list")}"' in page.content.decode().partition("<h1>")[2]


def test_a_register_takes_applications_at_any_time(client):
    register = register_call(template=F3.edition)
    good = {f"q-{one.key}": "yes" if one.expected else "no" for one in F3.edition.eligibility}
    page = text_of(client.get(reverse("applications:self_check", args=[register.slug]), good))
    assert "Inizia la domanda" in page
    assert "quando la domanda arriva" in page
    assert "dopo la scadenza" not in page
    signed_in(client, person := PersonFactory())
    firm = firm_of(person)
    start = reverse("applications:start", args=[register.slug])
    assert "Il bando adesso non riceve domande." not in text_of(client.get(start, good))
    begun = client.post(start, {**good, "organisation": firm.pk})
    assert begun.status_code == 302


def test_an_answer_that_excludes_can_be_corrected_where_it_was_given(client):
    call = published_call()
    person = PersonFactory()
    firm = firm_of(person)
    signed_in(client, person)
    address = reverse("applications:start", args=[call.slug])
    given = {"organisation": firm.pk, "q-in-milan": "no", "q-insolvent": "no"}
    refused = client.post(address, given)
    asked = next(row for row in refused.context["questions"] if row["name"] == "q-in-milan")
    assert asked["explain"]
    assert text_of(refused).count(asked["explain"]) == 2, "above, and beside the question"
    assert 'type="radio" name="q-in-milan"' in text_of(refused)
    assert client.post(address, {**given, "q-in-milan": "yes"}).status_code == 302
