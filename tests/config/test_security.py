"""What every answer carries: a strict content policy, private caching, cookies that scripts and strangers cannot use."""

import json
import os
import subprocess
import sys
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends import db

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    return client.get("/questa-pagina-non-esiste/")


def test_content_policy_is_strict(answer):
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    for loose in ("unsafe-inline", "unsafe-eval", "http:", "https:", "*"):
        assert loose not in policy


def test_headers(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in answer["Cache-Control"]


def test_error_pages_speak_both_languages(client):
    italian = client.get("/questa-pagina-non-esiste/")
    english = client.get("/en/this-page-does-not-exist/")
    assert (italian.status_code, english.status_code) == (404, 404)
    assert b'lang="it"' in italian.content
    assert b'lang="en"' in english.content


def test_a_failing_page_answers_in_plain_words(rf, monkeypatch):
    from manifattura.config import error_pages

    def broken(*args, **kwargs):
        raise RuntimeError("no template")

    monkeypatch.setattr(error_pages, "render", broken)
    answer = error_pages.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Riprova" in answer.content.decode()


def test_sessions_can_be_revoked():
    store = import_module(settings.SESSION_ENGINE).SessionStore
    assert issubclass(store, db.SessionStore)
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_a_real_site_tells_browsers_to_come_only_by_https():
    """The settings of a real site, in a process of their own: no switch of a test stands between them and the header."""
    programme = (
        "import json, django; django.setup();"
        "from manifattura.config.gate.busy import dressed_headers;"
        "print(json.dumps(dict(dressed_headers(200))))"
    )
    real = {
        "DJANGO_SETTINGS_MODULE": "manifattura.config.settings",
        "MANIFATTURA_MODE": "production",
        "MANIFATTURA_SECRET_KEY": "sample-key-of-the-tests-only-" + "x" * 40,
        "MANIFATTURA_ALLOWED_HOSTS": "manifattura.example.org",
        "MANIFATTURA_PUBLIC_ADDRESS": "https://manifattura.example.org",
        "MANIFATTURA_EMAIL_URL": "smtp://localhost",
        "DATABASE_URL": "postgresql://nobody@localhost/nothing",
    }
    said = subprocess.run(
        [sys.executable, "-c", programme],
        env={**os.environ, **real},
        check=True,
        capture_output=True,
        text=True,
    )
    headers = json.loads(said.stdout.splitlines()[-1])
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
