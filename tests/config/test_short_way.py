"""The short way of a sending: the same checks as the usual one, fewer statements, and nothing that it decides by itself."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, close_old_connections, connection
from django.middleware.csrf import _get_new_csrf_string, _mask_cipher_secret
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manifattura.accounts.models import Session
from manifattura.accounts.web.middleware import SEEN
from manifattura.applications.models import Submission
from manifattura.applications.web.sending import send
from manifattura.config.gate import short_way
from manifattura.config.gate.short_way import ShortWay
from manifattura.kernel import rate_limits
from manifattura.kernel.rate_limits import FREE
from tests.applications.test_way_in import ready_application
from tests.config.test_gate import environ_of, through
from tests.factories.accounts import signed_in

pytestmark = pytest.mark.django_db
SECURITY = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}


@contextmanager
def connection_kept():
    """As the test client does: a request would close the connection, and with it the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Sending:
    """A draft that is ready, its owner's browser, and the button."""

    def __init__(self):
        self.application = ready_application()
        self.browser = signed_in(Client(), self.application.created_by)
        self.secret = _get_new_csrf_string()
        self.usual = []
        django = get_wsgi_application()

        def counted(environ, start_response):
            self.usual.append(environ["PATH_INFO"])
            with connection_kept():
                answer = django(environ, start_response)
                content = b"".join(answer)
                answer.close()
            return [content]

        self.site = ShortWay(counted)
        rate_limits._here.clear()

    @property
    def receipt(self):
        return reverse("applications:receipt", args=[self.application.code])

    def environ(self, fields=None, **more):
        given = {"csrfmiddlewaretoken": _mask_cipher_secret(self.secret), "confirm": "1", "key": "k"} | (
            fields or {}
        )
        body = urlencode({name: value for name, value in given.items() if value is not None}).encode()
        session = self.browser.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self.secret}"
        return environ_of(
            "POST",
            reverse("applications:send", args=[self.application.code]),
            body,
            **{
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "HTTP_COOKIE": cookie,
                "HTTP_ORIGIN": "http://testserver",
            }
            | more,
        )

    def press(self, fields=None, **more):
        return through(self.site, self.environ(fields, **more))

    def change_session(self, **values):
        store = self.browser.session
        for name, value in values.items():
            store[name] = value
        store.save()


@pytest.fixture
def sending():
    return Sending()


def test_a_sending_in_order_is_two_statements(sending):
    with CaptureQueriesContext(connection) as captured:
        status, headers, _content = sending.press()
    assert (status, headers["Location"], sending.usual) == ("302 Found", sending.receipt, [])
    who, sent = (query["sql"] for query in captured.captured_queries)
    assert "accounts_session" in who
    assert "accounts_person" in who
    assert "applications_send(" in sent
    assert Submission.objects.get().application_id == sending.application.pk


def test_both_ways_lead_to_the_same_answer(sending):
    environ = sending.environ()
    _status, short, _content = sending.press()
    # pressed twice: the usual way finds what the short one sent
    again, usual, _content = through(sending.site, environ)
    assert again == "302 Found"
    assert len(sending.usual) == 1
    assert usual["Location"] == short["Location"]
    for name in SECURITY:
        assert short[name] == usual[name]
    assert "no-store" in short["Cache-Control"]
    assert "private" in short["Cache-Control"]
    assert Submission.objects.count() == 1


def test_english_stays_english(sending):
    path = "/en" + reverse("applications:send", args=[sending.application.code])
    assert sending.press(PATH_INFO=path)[1]["Location"] == "/en" + sending.receipt
    assert not sending.usual


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"confirm": None}, {}),
        ({"csrfmiddlewaretoken": "0" * 64}, {}),
        ({}, {"HTTP_ORIGIN": "http://elsewhere.example"}),
        ({}, {"HTTP_HOST": "elsewhere.example"}),
        ({}, {"HTTP_COOKIE": ""}),
    ],
)
def test_what_is_not_plainly_in_order_is_left_to_the_usual_way(sending, fields, more):
    sending.press(fields, **more)
    assert len(sending.usual) == 1
    assert not Submission.objects.exists()


@pytest.mark.parametrize("fields", [{"ticket": "t"}, {"key": None}])
def test_a_ticket_or_a_form_without_key_goes_the_usual_way(sending, fields):
    sending.press(fields)
    assert len(sending.usual) == 1


def test_a_session_that_is_over_sends_nothing(sending):
    account = sending.application.created_by.account
    account.session_stamp += 1
    account.save()
    assert "/accedi/" in sending.press()[1]["Location"]
    account.session_stamp -= 1
    account.is_active = False
    account.save()
    assert "/accedi/" in sending.press()[1]["Location"]
    account.is_active = True
    account.save()
    sending.change_session(**{SEEN: time.time() - settings.SESSION_IDLE.limit - 1})
    assert "/accedi/" in sending.press()[1]["Location"]
    assert len(sending.usual) == 3
    assert not Submission.objects.exists()


def test_the_column_of_the_session_decides_nothing(sending):
    other = ready_application().created_by
    Session.objects.filter(account=sending.application.created_by.account).update(account=other.account)
    status, headers, _content = sending.press()
    # the signed data say who it is: the usual way reads them, and sends
    assert (status, headers["Location"]) == ("302 Found", sending.receipt)
    assert len(sending.usual) == 1
    assert Submission.objects.get().submitted_by == sending.application.created_by


def test_who_may_not_send_is_told_by_the_usual_page(sending):
    sending.browser.cookies = signed_in(Client(), ready_application().created_by).cookies
    assert sending.press()[0].startswith("404")
    assert not Submission.objects.exists()


def test_a_sending_is_counted_once_whichever_way_it_takes(sending, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "sending": (0, 60)}
    sending.site = ShortWay(sending.site._django)
    # the first is sent; of the next, each tries the short way, then takes the usual one
    for _ in range(FREE):
        assert sending.press()[0] == "302 Found"
    assert sending.press()[0].startswith("429")


def test_over_http_a_secure_site_sends_nobody(sending, settings):
    settings.SECURE_SSL_REDIRECT = True
    sending.press()
    assert len(sending.usual) == 1


@pytest.mark.parametrize(("error", "is_logged"), [(OperationalError, False), (RuntimeError, True)])
def test_an_error_is_the_usual_ways_to_tell(sending, monkeypatch, caplog, error, is_logged):
    def broken(**given):
        raise error

    # the database goes away, a fault of ours: neither can be had in a test by any other means
    monkeypatch.setattr(short_way, "send_prepared", broken)
    with caplog.at_level(logging.ERROR, logger=short_way.__name__):
        assert sending.press()[1]["Location"] == sending.receipt
    assert len(sending.usual) == 1
    assert bool(caplog.records) is is_logged


def test_the_short_way_is_that_of_the_view_for_sending(sending):
    assert sending.site._found.func is send


def test_other_pages_never_see_it(sending):
    assert through(sending.site, environ_of(path="/salute/"))[0] == "200 OK"
    assert sending.usual == ["/salute/"]
