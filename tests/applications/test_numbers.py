"""A number of a thousand and more, written, shown again and saved again: it stays what it was."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.applications.queries.drafts import draft
from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.ui.forms import parse_number
from tests.applications.published import published_call
from tests.applications.samples import sample_edition
from tests.factories.accounts import signed_in
from tests.factories.applications import started_application

pytestmark = pytest.mark.django_db
SEEN = r'name="seen" id="seen" value="([^"]*)"'


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(("kind", "stored"), [(FieldType.NUMBER, "1500"), (FieldType.MONEY, "1500.00")])
def test_a_thousand_and_a_half_stays_so(client, language, kind, stored):
    asked = FormField(key="people", type=kind, label="Persone", max_value=Decimal(2000))
    first, *others = sample_edition().form
    call = published_call(form=(replace(first, fields=(*first.fields, asked)), *others))
    application = started_application(call)
    signed_in(client, application.created_by)
    address = language + reverse("applications:form", args=[application.code, first.key])

    def shown():
        page = client.get(address).content.decode()
        found = re.search(r'name="people" value="([^"]*)"', page)
        return found[1] if found else "", html.unescape(re.search(SEEN, page)[1])

    def save(text):
        answer = client.post(address, {"people": text, "seen": shown()[1], "go": "next"})
        return re.search(r'name="people" value="([^"]*)"', answer.content.decode())

    assert parse_number(save("25.000")[1]) == Decimal(25000), "above the maximum: it comes back as it was"
    save("1.500")
    for _ in range(2):
        assert draft(application).answers["people"] == stored
        save(shown()[0])
    assert draft(application).answers["people"] == stored
    save("1,700")
    english = {"1500": "1700", "1500.00": "1700.00"}[stored]
    italian = {"1500": "1.7", "1500.00": "1.70"}[stored]
    assert draft(application).answers["people"] == (english if language else italian)
