"""The identity provider as the environment names it, and what `manifattura check` says of it."""

import os
import time

import pytest
import requests

from manifattura.config.environment import read_environment
from manifattura.config.identity import idle_minutes, read_identity
from manifattura.config.problem import Problem
from manifattura.config.run.children import stop_all
from manifattura.config.run.commands import identity_findings, identity_gaps
from manifattura.config.run.identity import DemoIdentity, plan_demo_identity

ISSUER = "https://proxy.example"


def variables(tmp_path, **change):
    secret = tmp_path / "secret"
    secret.write_text("a secret\n")
    given = {
        "MANIFATTURA_MODE": "test",
        "MANIFATTURA_OIDC_ISSUER": f"{ISSUER}/",
        "MANIFATTURA_OIDC_CLIENT": "manifattura",
        "MANIFATTURA_OIDC_SECRET_FILE": str(secret),
    }
    return read_environment({name: value for name, value in {**given, **change}.items() if value is not None})


def test_three_variables_name_it(tmp_path):
    found = read_identity(variables(tmp_path))
    assert (found.issuer, found.client, found.secret, found.level) == (ISSUER, "manifattura", "a secret", 2)
    assert "a secret" not in repr(found)
    assert read_identity(read_environment({"MANIFATTURA_MODE": "test"})) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"MANIFATTURA_OIDC_CLIENT": None}, "needs MANIFATTURA_OIDC_CLIENT too"),
        ({"MANIFATTURA_OIDC_ISSUER": "http://proxy.example"}, "use its https address"),
        ({"MANIFATTURA_OIDC_SECRET_FILE": "/nowhere/at/all"}, "cannot be read"),
        ({"MANIFATTURA_OIDC_LEVEL": "1"}, "use 2 or 3"),
    ],
)
def test_a_contradiction_is_one_clear_line(tmp_path, change, words):
    with pytest.raises(Problem, match=words):
        read_identity(variables(tmp_path, **change))


def test_an_empty_secret_is_refused(tmp_path):
    environment = variables(tmp_path)
    (tmp_path / "secret").write_text(" \n")
    with pytest.raises(Problem, match="is empty"):
        read_identity(environment)


def test_the_idle_time_has_bounds():
    assert idle_minutes(read_environment({"MANIFATTURA_MODE": "test"})) == 30
    for text in ("9", "241", "soon"):
        with pytest.raises(Problem, match="use minutes"):
            idle_minutes(read_environment({"MANIFATTURA_MODE": "test", "MANIFATTURA_SESSION_IDLE": text}))


def test_the_check_says_what_is_missing(settings):
    assert identity_findings() == []
    settings.IDENTITY_TO_SEND = True
    assert "Nobody can send" in identity_findings()[0]
    whole = {
        "issuer": ISSUER,
        "authorization_endpoint": "a",
        "token_endpoint": "b",
        "jwks_uri": "c",
        "userinfo_endpoint": "d",
        "code_challenge_methods_supported": ["S256"],
    }
    assert identity_gaps(whole, ISSUER) == []
    assert len(identity_gaps({}, ISSUER)) == 6


@pytest.fixture
def kept_environment(monkeypatch):
    """The plan tells the parts of the site by the environment: what it says is gone after the test."""
    for name in (
        "MANIFATTURA_OIDC_ISSUER",
        "MANIFATTURA_OIDC_CLIENT",
        "MANIFATTURA_OIDC_SECRET_FILE",
        "MANIFATTURA_OIDC_HINT",
    ):
        monkeypatch.setenv(name, "")
    return monkeypatch


@pytest.mark.parametrize(
    "given",
    [
        {"MANIFATTURA_MODE": "test"},
        {
            "MANIFATTURA_MODE": "production",
            "MANIFATTURA_SECRET_KEY": "k" * 60,
            "MANIFATTURA_ALLOWED_HOSTS": "a.example",
            "DATABASE_URL": "postgresql://a@b/c",
        },
        {"MANIFATTURA_OIDC_ISSUER": ISSUER},
    ],
)
def test_no_sample_provider_outside_the_demo_or_beside_another(tmp_path, kept_environment, given):
    assert plan_demo_identity(read_environment({"MANIFATTURA_DATA": str(tmp_path), **given})) is None
    assert not os.environ["MANIFATTURA_OIDC_ISSUER"]


def test_the_demos_provider_answers_as_the_site_was_told_and_ends_with_it(tmp_path, kept_environment):
    planned = plan_demo_identity(read_environment({"MANIFATTURA_DATA": str(tmp_path), "PORT": "8000"}))
    assert isinstance(planned, DemoIdentity)
    told = read_identity(
        read_environment({"MANIFATTURA_DATA": str(tmp_path), **os.environ, "MANIFATTURA_MODE": "demo"})
    )
    child = planned.start()
    try:
        address = f"{told.issuer}/.well-known/openid-configuration"
        for _attempt in range(100):
            try:
                said = requests.get(address, timeout=5).json()
                break
            except requests.ConnectionError:
                time.sleep(0.1)
        assert identity_gaps(said, told.issuer) == []
    finally:
        stop_all([child])
    assert child.process.returncode is not None
    assert told.secret not in repr(told)
    with pytest.raises(requests.ConnectionError):
        requests.get(address, timeout=5)
