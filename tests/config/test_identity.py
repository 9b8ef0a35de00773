"""The identity provider as the environment names it, and what `manifattura check` says of it."""

import pytest

from manifattura.config.environment import read_environment
from manifattura.config.identity import idle_minutes, read_identity
from manifattura.config.problem import Problem
from manifattura.config.run.commands import identity_findings, identity_gaps

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
