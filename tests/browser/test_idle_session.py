"""A session that nobody uses: asked in time, kept with one key, told when it is over; on a narrow screen too."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import Walker
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)
MINUTES, LOOKED_EVERY_MS = 30, 6_000


def test_one_key_lets_one_stay_and_without_it_the_end_is_told(new_person, without_violations):
    person = PersonFactory(account__email="una.persona.con.un.indirizzo.lungo@demo.manifattura.example")
    page = new_person({"width": 320, "height": 640})
    walker = Walker(page, without_violations)
    walker.sign_in(person.account.email)
    page.clock.install()
    page.goto("/profilo/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    dialog, stay = page.get_by_role("dialog"), page.get_by_role("button", name="Resta collegato")
    expect(dialog).to_have_count(0)
    page.clock.fast_forward((MINUTES - 2) * 60_000 + 1_000)
    page.clock.run_for(LOOKED_EVERY_MS)
    expect(dialog).to_contain_text("Sei ancora qui?")
    expect(stay).to_be_focused()
    with page.expect_response("**/sessione/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    expect(dialog).to_have_count(0)
    page.clock.fast_forward(MINUTES * 60_000 + 1_000)
    page.clock.run_for(LOOKED_EVERY_MS)
    expect(dialog).to_contain_text("La sessione è finita")
    expect(stay).to_have_count(0)
