"""The public pages of calls in a browser: nothing for axe to say, nothing refused by the content policy."""

import pytest

from tests.calls.web.test_public_files import amended, call_with_document

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    "path", ["/bandi/", "/bandi/?q=niente", "{call}", "{call}versioni/", "{call}versioni/1/", "/en{call}"]
)
def test_pages(new_person, without_violations, path):
    call = amended(call_with_document())
    page = new_person()
    page.goto(path.format(call=f"/bandi/{call.slug}/"))
    for closed in page.locator("main details").all():
        closed.evaluate("element => { element.open = true; }")
    without_violations(page)


def test_the_one_action_leads_to_the_self_check(new_person):
    call = call_with_document()
    page = new_person()
    page.goto("/bandi/")
    page.get_by_role("link", name="Leggi e fai domanda").click()
    page.locator(".mm-night-box").get_by_role("link", name="Verifica se puoi partecipare").click()
    assert page.url.endswith(f"/bandi/{call.slug}/verifica-requisiti/")
