"""A firm applies in a real browser: it writes, the draft saves itself, two tabs meet, a file goes up, it sends."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.receipts import receipt_of
from tests.applications.published import published_call
from tests.factories.accounts import signed_in
from tests.factories.applications import (
    complete_application,
    pdf_bytes,
    started_application,
    submitted_application,
)

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, client: Any, person: Any, site: str) -> None:
    """The session of Django's test client, in the browser."""
    cookie = signed_in(client, person).cookies["manifattura_session"]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def address(name: str, application: Any, *more: str) -> str:
    return reverse(f"applications:{name}", args=[application.code, *more])


def test_writing_saves_by_itself_and_questions_appear_when_they_apply(new_person, client, site):
    application = started_application(published_call())
    page = new_person()
    sign_in(page, client, application.created_by, site)
    page.goto(address("form", application, "project"))
    expect(page.locator("[data-field=young_share]")).to_be_hidden()
    page.get_by_label("Titolo del progetto").fill("Arredi smontabili")
    page.get_by_label("Sì", exact=True).check()
    expect(page.locator("[data-field=young_share]")).to_be_visible()
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile(r"Bozza salvata alle \d\d:\d\d"))
    page.get_by_label("Durata in mesi").fill("99")
    expect(page.get_by_text("Hai scritto 99. Il massimo è 24.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Titolo del progetto")).to_have_value("Arredi smontabili")


def test_two_tabs_on_the_same_step_lose_nothing(new_person, client, site):
    application = started_application(published_call())
    first = new_person()
    sign_in(first, client, application.created_by, site)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(address("form", application, "project"))
    first.get_by_label("Titolo del progetto").fill("Dalla prima scheda")
    expect(first.locator("[data-autosave-status]")).to_have_text(re.compile("Bozza salvata"))
    second.get_by_label("Titolo del progetto").fill("Dalla seconda scheda")
    expect(second.get_by_text("Hai cambiato le stesse risposte in un’altra scheda")).to_be_visible()
    expect(second.get_by_text("Dalla prima scheda")).to_be_visible()
    second.get_by_label("Quella di questa pagina").check()
    second.get_by_role("button", name="Salva la scelta").click()
    expect(second.get_by_label("Titolo del progetto")).to_have_value("Dalla seconda scheda")
    assert draft(application).answers["project_title"] == "Dalla seconda scheda"


def test_signing_in_again_in_another_tab_saves_what_was_written(new_person, client, site):
    application = started_application(published_call())
    page = new_person()
    sign_in(page, client, application.created_by, site)
    page.goto(address("form", application, "project"))
    page.context.clear_cookies()
    page.get_by_label("Titolo del progetto").fill("Scritto senza sessione")
    expect(page.get_by_text("La sessione è scaduta").first).to_be_visible()
    other = page.context.new_page()
    # a new session has a new token, as after a real sign-in
    sign_in(other, Client(), application.created_by, site)
    other.goto(address("form", application, "project"))
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-autosave-status]")).to_have_text(re.compile("Bozza salvata"))
    assert draft(application).answers["project_title"] == "Scritto senza sessione"


def test_a_file_goes_up_and_a_wrong_one_is_explained(new_person, client, site):
    application = started_application(published_call())
    page = new_person()
    sign_in(page, client, application.created_by, site)
    page.goto(address("form", application, "files"))
    page.locator("#id_plan").set_input_files(
        {"name": "foto.pdf", "mimeType": "application/pdf", "buffer": b"\x89PNG"}
    )
    expect(page.get_by_text("foto.pdf ha un contenuto che non è PDF")).to_be_visible()
    page.locator("#id_plan").set_input_files(
        {"name": "scheda.pdf", "mimeType": "application/pdf", "buffer": pdf_bytes()}
    )
    expect(page.get_by_role("link", name="scheda.pdf")).to_be_visible()


def test_a_double_click_on_send_gives_one_receipt_that_anybody_verifies(
    new_person, client, site, tmp_path, without_violations
):
    application = complete_application(published_call())
    page = new_person()
    sign_in(page, client, application.created_by, site)
    page.goto(address("detail", application))
    page.goto(address("summary", application))
    page.get_by_role("button", name="Invia la domanda").click()
    expect(page.get_by_role("link", name="Conferma di aver riletto la domanda, poi invia.")).to_be_visible()
    page.reload()
    page.get_by_label("Ho riletto la domanda").check()
    page.get_by_role("button", name="Invia la domanda").dblclick()
    page.wait_for_url(re.compile("/ricevuta/"))
    expect(page.get_by_role("link", name="Scarica la ricevuta")).to_be_visible()
    assert register_submissions() == 1
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="Scarica la prova (JSON)").click()
    file = tmp_path / "ricevuta.json"
    download.value.save_as(file)

    journalist = new_person()
    journalist.goto(reverse("applications:verify"))
    journalist.get_by_label("File della ricevuta").set_input_files(file)
    journalist.get_by_role("button", name="Controlla il file").click()
    expect(journalist.get_by_text("La ricevuta è vera")).to_be_visible()
    without_violations(journalist)
    file.write_text(file.read_text().replace('"arrival": ', '"arrival": 1'))
    journalist.get_by_label("File della ricevuta").set_input_files(file)
    journalist.get_by_role("button", name="Controlla il file").click()
    expect(journalist.get_by_text("La ricevuta è vera")).to_have_count(0)
    without_violations(journalist)
    # what the QR code opens
    journalist.goto(receipt_of(application).check_address.replace(settings.PUBLIC_ADDRESS, ""))
    expect(journalist.get_by_text(application.submission.registration)).to_be_visible()


def test_every_page_passes_axe(new_person, client, site, without_violations):
    call = published_call()
    page = new_person()
    draft_one = started_application(call)
    sent = submitted_application(call, lead=None)
    page.goto(reverse("applications:self_check", args=[call.slug]))
    without_violations(page)
    page.goto(reverse("applications:self_check", args=[call.slug]) + "?q-in-milan=no")
    without_violations(page)
    sign_in(page, client, draft_one.created_by, site)
    sections = ("project", "costs", "files", "declarations")
    paths = [reverse("applications:start", args=[call.slug]), reverse("applications:area")]
    paths += [address("form", draft_one, section) + "?controlla=1" for section in sections]
    paths += [address("summary", draft_one), address("detail", draft_one)]
    for path in paths:
        page.goto(path)
        without_violations(page)
    sign_in(page, client, sent.created_by, site)
    for name in ("detail", "receipt", "withdraw"):
        page.goto(address(name, sent))
        without_violations(page)
