"""Who is believed: what a signed token must say, and how well a person is known by it."""

import pytest

from manifattura.accounts.domain.assurance import (
    Assurance,
    Scheme,
    accepted_acr,
    is_public_identity,
    level_of,
    read_assurance,
)
from manifattura.accounts.domain.claims import ClaimRefusedError, Expected, Identity, Reason, identity_of

CODE = "RSSMRA80A01F205X"
NOW = 1_800_000_000
EXPECTED = Expected(
    issuer="https://proxy.example",
    client="manifattura",
    nonce="once",
    least_level=2,
    scheme_claim="idp_scheme",
    asked_scheme="spid",
    moment=NOW,
)
TOKEN = {
    "iss": "https://proxy.example",
    "aud": "manifattura",
    "sub": "1",
    "iat": NOW - 5,
    "exp": NOW + 300,
    "nonce": "once",
    "acr": "https://www.spid.gov.it/SpidL2",
    "idp_scheme": "SPID",
    "fiscal_number": f"TINIT-{CODE}",
    "given_name": "Persona",
    "family_name": " di   prova ",
    "jti": "t-1",
}


def known(userinfo=None, asked="spid", **change) -> Identity:
    token = {key: value for key, value in {**TOKEN, **change}.items() if value is not None}
    expected = Expected(**{**vars(EXPECTED), "asked_scheme": asked})
    return identity_of(token, userinfo or {}, expected)


def test_a_good_token_says_who_it_is():
    found = known({"sub": "1", "email": " Persona@Example.org ", "email_verified": True, "acr": "other"})
    assert (found.key, found.fiscal_code, found.full_name) == (CODE, CODE, "Persona di prova")
    assert (found.email, found.is_email_verified, found.token) == ("persona@example.org", True, "t-1")
    assert found.assurance == Assurance(Scheme.SPID, 2)
    assert Identity(**found.as_facts()) == found


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"iss": "https://other.example"}, Reason.ISSUER),
        ({"aud": "another"}, Reason.AUDIENCE),
        ({"aud": ["another", "manifattura"], "azp": "another"}, Reason.AUDIENCE),
        ({"sub": None}, Reason.SUBJECT),
        ({"exp": NOW - 61}, Reason.EXPIRED),
        ({"iat": NOW + 61}, Reason.EXPIRED),
        ({"exp": None}, Reason.EXPIRED),
        ({"nonce": "twice"}, Reason.NONCE),
        ({"nonce": None}, Reason.NONCE),
        ({"acr": "https://www.spid.gov.it/SpidL1"}, Reason.LEVEL),
        ({"acr": None}, Reason.LEVEL),
        ({"acr": "urn:made:up"}, Reason.LEVEL),
        ({"fiscal_number": None}, Reason.FISCAL_CODE),
        ({"fiscal_number": "TINIT-RSSMRA80A01F205Y"}, Reason.FISCAL_CODE),
        ({"given_name": None}, Reason.NAME),
    ],
)
def test_what_is_not_an_answer_to_our_question_is_refused(change, reason):
    with pytest.raises(ClaimRefusedError) as refused:
        known(**change)
    assert refused.value.reason == reason


def test_the_claims_of_another_person_are_refused():
    with pytest.raises(ClaimRefusedError) as refused:
        known({"sub": "2", "fiscal_number": CODE})
    assert refused.value.reason == Reason.SUBJECT


@pytest.mark.parametrize(
    ("change", "asked", "scheme"),
    [
        ({"idp_scheme": "https://cie.example"}, "spid", Scheme.CIE),
        ({"idp_scheme": None}, "cie", Scheme.CIE),
        ({"idp_scheme": None}, "spid", Scheme.SPID),
        ({"idp_scheme": None, "acr": "http://eidas.europa.eu/LoA/high"}, "spid", Scheme.EIDAS),
    ],
)
def test_the_scheme_is_the_one_that_vouched(change, asked, scheme):
    assert known(asked=asked, **change).scheme == scheme


def test_who_comes_from_another_state_has_a_key_without_a_fiscal_code():
    found = known(fiscal_number=None, idp_scheme="eidas", name="Somebody", given_name=None, jti=None)
    assert (found.fiscal_code, found.full_name) == ("", "Somebody")
    assert found.key.startswith("sub:")
    assert len(found.token) == 40


def test_levels_and_codes():
    assert Assurance(Scheme.SPID, 2).code == "spid:2"
    assert [level_of(acr) for acr in (*accepted_acr(2), "")] == [2, 3, 0]
    assert read_assurance("spid:2") == Assurance(Scheme.SPID, 2)
    assert (read_assurance(""), read_assurance("ciao:2"), read_assurance("spid:x")) == (None, None, None)
    assert is_public_identity(Assurance(Scheme.CIE, 3), least=2)
    assert not is_public_identity(Assurance(Scheme.SPID, 1), least=2)
    assert not is_public_identity(Assurance(Scheme.PASSWORD, 3), least=1)
    assert not is_public_identity(None, least=1)
