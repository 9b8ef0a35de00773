"""An address that does not exist answers with a page that can be read on a desk and on a phone."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_unknown_address(new_person, without_violations):
    page = new_person()
    answer = page.goto("/questa-pagina-non-esiste/")
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    without_violations(page)
