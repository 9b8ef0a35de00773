"""Public pages of communication on a desk and on a phone: readable, accessible, and a report goes all its way."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from manifattura.calls.domain.edition import TargetArea
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.communication.models import Enquiry
from tests.applications.published import publish_edition, published_call
from tests.browser.journey import NARROW, WIDE
from tests.communication.samples import city_areas, published_ranking

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/", "/amministrazione/", "/novita/", "/servizi/", "/vivere-milano/", "/come-si-verifica/", "/privacy/",
    "/note-legali/", "/accessibilita/", "/domande-frequenti/", "/mappa-del-sito/", "/segnala-disservizio/",
    "/richiedi-assistenza/", "/bandi/",
)  # fmt: skip


@pytest.fixture
def city():
    """One open call with an area and an amendment, one ranked."""
    city_areas()
    opened, ranked = published_call(ends_in=timedelta(days=9)), published_call()
    edition = current_edition(opened)
    beneficiaries = replace(edition.beneficiaries, target_area=TargetArea("Quartieri", nils=(77, 80)))
    publish_edition(
        opened, replace(edition, version=2, beneficiaries=beneficiaries, amendment_note="Si corregge.")
    )
    ranked.state = CallState.PROVISIONAL_RANKING
    ranked.save(update_fields=["state"])
    published_ranking(ranked)


def test_every_page(city, new_person, without_violations):
    page = new_person()
    for language in ("", "/en"):
        for path in PAGES:
            answer = page.goto(f"{language}{path}")
            assert answer.status == 200, path
            assert page.locator("h1").count() == 1, path
            without_violations(page)
            # a desk at 400 %: nothing lies beside the page
            page.set_viewport_size({"width": 320, "height": 256})
            assert page.evaluate("document.documentElement.scrollWidth") == 320, path
            page.set_viewport_size(WIDE)


def test_nothing_in_the_header_sticks_out_of_the_page_at_any_width(new_person):
    page = new_person()
    for language in ("", "/en"):
        page.goto(f"{language}/cerca/")
        for width in (1201, 1240, 1279, 1280, 1366, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            edges = page.evaluate(
                """() => [".mm-header__search", ".mm-slim__area"].map(
                  (one) => Math.round(document.querySelector(one).getBoundingClientRect().right))"""
            )
            # 24 pixels lie between what a page holds and the edge of its container
            assert max(edges) <= min(width, (width + 1240) / 2) - 23, (language, width, edges)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_home_leads_to_what_exists(city, new_person):
    page = new_person()
    for number in range(4):
        page.goto("/")
        page.locator("a.mm-task").nth(number).click()
        page.wait_for_load_state()
        assert page.locator("h1").count() == 1


def test_a_problem_is_reported_without_scripts(new_person, without_violations):
    page = new_person(NARROW, java_script_enabled=False)
    page.goto("/segnala-disservizio/")
    page.get_by_role("button", name="Invia la segnalazione").click()
    expect(page).to_have_title(re.compile("Errore"))
    page.get_by_label("Qualcosa non funziona").check()
    page.get_by_label("Che cosa succede").fill("Il conto alla rovescia è fermo.")
    page.get_by_role("button", name="Invia la segnalazione").click()
    page.wait_for_url(re.compile(r"/segnala-disservizio/\w+/$"))
    report = Enquiry.objects.get()
    assert report.code in page.locator("h1").inner_text()
    assert report.text == "Il conto alla rovescia è fermo."


def test_keyboard_reaches_the_content_first(new_person):
    page = new_person()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#contenuto"
