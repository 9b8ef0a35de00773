"""The full site refuses a save: the page says so, keeps what was written, and saves it by itself when told to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.applications.published import published_call
from tests.browser.test_applying import address, sign_in
from tests.factories.applications import started_application

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_refused_save_is_kept_and_tried_again(new_person, client, site):
    application = started_application(published_call())
    page = new_person()
    sign_in(page, client, application.created_by, site)
    page.goto(address("form", application, "project"))
    refused = []

    def refuse_twice(route):
        if route.request.headers.get("x-autosave") and len(refused) < 2:
            refused.append(route.request.post_data)
            route.fulfill(status=503, headers={"Retry-After": "1"}, body="")
        else:
            route.continue_()

    page.route("**/domande/**", refuse_twice)
    page.get_by_label("Titolo del progetto").fill("Arredi smontabili")
    expect(page.get_by_role("alert").get_by_text("C’è molta gente: aspetta su questa pagina")).to_be_visible()
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"Bozza salvata alle \d\d:\d\d"))
    expect(page.locator("#autosave-notice")).to_have_count(0)
    assert len(refused) == 2
    page.reload()
    expect(page.get_by_label("Titolo del progetto")).to_have_value("Arredi smontabili")
