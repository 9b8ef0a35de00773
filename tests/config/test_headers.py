"""Every address, asked by a visitor, a person and an officer: who may keep the answer, and what a browser may do with it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.config.policy_header import NOBODY
from manifattura.kernel.audience import audience_of
from tests.architecture.house import routes
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")
SAMPLES = {
    "int": "987654",
    "slug": "nessuno",
    "str": "ZZZZ9999",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    "path": "x",
}
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": NOBODY,
}


def address_of(pattern):
    """An address that this route takes; regular expressions of other packages are left out."""
    if pattern.startswith("^") or "(?P" in pattern:
        return None
    return "/" + PARAMETER.sub(lambda found: SAMPLES.get(found[1] or "str", "ZZZZ9999"), pattern)


def wrong_with(answer, *, is_public):
    """What an answer lacks."""
    cache = answer.get("Cache-Control", "")
    closed = "private" in cache and "no-store" in cache
    if not (closed or (is_public and answer.status_code in (200, 304) and "public" in cache)):
        yield f"Cache-Control: {cache}"
    policy = answer.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        yield f"Content-Security-Policy: {policy}"
    for name, value in SECURITY.items():
        if answer.get(name) != value:
            yield f"{name}: {answer.get(name)}"


@pytest.mark.parametrize("who", ["visitor", "person", "officer"])
def test_every_answer_says_who_may_keep_it(client, who):
    if who == "person":
        signed_in(client, PersonFactory())
    elif who == "officer":
        signed_in(client, StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    client.raise_request_exception = False
    wrong, asked, seen = [], 0, set()
    for pattern, _name, view in routes():
        address = address_of(pattern)
        if address is None or "uscita" in address or "esci" in address:
            continue
        answer = client.get(address)
        asked += 1
        seen.add(answer.status_code)
        is_public = audience_of(view) == "public"
        wrong += [
            f"{who} {address} {answer.status_code} {one}" for one in wrong_with(answer, is_public=is_public)
        ]
        if not is_public and answer.status_code == 200 and who == "visitor":
            wrong.append(f"{address} opens to a visitor")
        if (
            is_public
            and answer.status_code == 200
            and "public" in answer.get("Cache-Control", "")
            and answer.cookies
        ):
            wrong.append(f"{address} gives a cookie with a page that everybody may keep")
    assert asked > 100
    assert {200, 404} <= seen
    assert wrong == []


def test_answers_of_outer_layers_are_private_too(client, settings):
    client.raise_request_exception = False
    without_slash = client.get("/area-personale")
    assert without_slash.status_code == 301
    assert list(wrong_with(without_slash, is_public=False)) == []
    strange_host = client.get("/", headers={"host": "elsewhere.example"})
    assert strange_host.status_code == 400
    assert list(wrong_with(strange_host, is_public=False)) == []
    settings.SECURE_SSL_REDIRECT = True
    from django.test import Client

    redirected = Client().get("/bandi/")
    assert (redirected.status_code, redirected["Cache-Control"]) == (301, "private, no-store")


def test_a_post_from_elsewhere_is_refused_in_private(client):
    client.handler.enforce_csrf_checks = True
    refused = client.post(reverse("account_login"), {"login": "x"})
    assert refused.status_code == 403
    assert list(wrong_with(refused, is_public=False)) == []


def test_the_outermost_layer_is_the_one_that_closes():
    assert settings.MIDDLEWARE[0] == "manifattura.config.gate.route.PrivateUnlessPublic"


def test_an_address_for_buttons_opened_as_a_page_says_what_to_do(client):
    address = reverse("evaluation:save", args=["ABCD2345"])
    signed_in(client, StaffFactory(role=Role.HEAD_OF_PROCEDURE))
    page = client.get(address, headers={"accept": "text/html"})
    html = page.content.decode()
    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert list(wrong_with(page, is_public=False)) == []
    assert "premi di nuovo il bottone" in html
    assert f'href="{reverse("evaluation:review", args=["ABCD2345"])}"' in html, "it leads back to the page"
    assert client.get(address, headers={"accept": "application/json"}).content == b""
