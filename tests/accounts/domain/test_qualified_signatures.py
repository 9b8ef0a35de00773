"""Which signature counts, flaw by flaw; how old a trust list may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from manifattura.accounts.domain.qualified_signatures import (
    Certificate,
    Chain,
    Flaw,
    Form,
    Purpose,
    Revocation,
    SignatureFacts,
    fiscal_code_of,
    flaws_of,
    signature_document,
)
from manifattura.accounts.domain.trust_lists import Age, Freshness, age_of

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CODE = "RSSMRA80A01F205X"
CERTIFICATE = Certificate(
    "CN=Persona", "CN=Autorità", "1f", "ab" * 32, NOW - 30 * DAY, NOW + 30 * DAY, CODE, "Persona"
)
GOOD = SignatureFacts(
    form=Form.PADES,
    certificate=CERTIFICATE,
    same_content=True,
    intact=True,
    only_signatures=True,
    strong=True,
    for_signing=True,
    chain=Chain.TRUSTED,
    revoked=False,
    qualified=True,
    purpose=Purpose.SIGNATURE,
    device=True,
    revocation=Revocation.NOT_CHECKED,
)


def judged(fiscal_code: str = CODE, at: datetime = NOW, **changes) -> tuple[Flaw, ...]:
    return flaws_of(replace(GOOD, **changes), fiscal_code=fiscal_code, at=at)


def with_certificate(**changes) -> dict[str, Certificate]:
    return {"certificate": replace(CERTIFICATE, **changes)}


def test_a_good_signature_has_no_flaw():
    assert judged() == ()
    assert judged(CODE.lower()) == ()
    assert judged(signed_at=NOW) == ()
    # the edges of the certificate's time count
    assert judged(at=CERTIFICATE.not_before) == judged(at=CERTIFICATE.not_after) == ()


@pytest.mark.parametrize(
    ("changes", "flaws"),
    [
        ({"same_content": False, "intact": False}, (Flaw.OTHER_CONTENT,)),
        ({"intact": False, "qualified": False}, (Flaw.ALTERED,)),
        ({"only_signatures": False}, (Flaw.ADDED_TO,)),
        ({"strong": False, "chain": Chain.BROKEN}, (Flaw.WEAK,)),
        (with_certificate(not_before=NOW + DAY), (Flaw.NOT_YET_VALID,)),
        (with_certificate(not_after=NOW - DAY), (Flaw.EXPIRED,)),
        ({"revoked": True, "chain": Chain.BROKEN}, (Flaw.REVOKED,)),
        ({"for_signing": False}, (Flaw.NOT_FOR_SIGNING,)),
        ({"chain": Chain.UNKNOWN}, (Flaw.UNKNOWN_ISSUER,)),
        ({"chain": Chain.BROKEN}, (Flaw.BROKEN_CHAIN,)),
        ({"purpose": Purpose.SEAL}, (Flaw.NOT_OF_A_PERSON,)),
        ({"qualified": False}, (Flaw.NOT_QUALIFIED,)),
        ({"device": False}, (Flaw.NO_DEVICE,)),
        ({"signed_at": NOW - 31 * DAY}, (Flaw.SIGNED_LATER,)),
        ({"device": False, "signed_at": NOW + 31 * DAY}, (Flaw.NO_DEVICE, Flaw.SIGNED_LATER)),
        (with_certificate(fiscal_code=""), (Flaw.NO_FISCAL_CODE,)),
        (with_certificate(fiscal_code="VRDLGU80A01F205T"), (Flaw.OTHER_PERSON,)),
        (
            {"qualified": False, **with_certificate(fiscal_code="VRDLGU80A01F205T")},
            (Flaw.NOT_QUALIFIED, Flaw.OTHER_PERSON),
        ),
    ],
)
def test_each_flaw_is_named(changes, flaws):
    assert judged(**changes) == flaws


def test_whoever_has_no_codice_fiscale_of_their_own_writes_it_first():
    assert judged("") == (Flaw.NO_OWN_FISCAL_CODE,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"TINIT-{CODE}", CODE),
        (f" tinit-{CODE.lower()} ", CODE),
        (f"IT:{CODE}", CODE),
        (f"TINIT-{CODE[:-1]}A", ""),
        ("TINIT-12345", ""),
        ("TINDE-123456789", ""),
        (CODE, ""),
        ("", ""),
    ],
)
def test_the_codice_fiscale_of_a_certificate(text, code):
    assert fiscal_code_of(text) == code


def test_what_is_kept_says_who_when_and_by_which_list():
    document = signature_document(
        replace(GOOD, signed_at=NOW), verified_at=NOW, lists=({"territory": "IT", "sha256": "cd" * 32},)
    )
    assert document["format"] == "manifattura-signature/1"
    assert document["certificate"]["fiscal_code"] == CODE
    assert document["signed_at"] == document["verified_at"] == NOW.isoformat()
    assert document["trust_lists"] == [{"territory": "IT", "sha256": "cd" * 32}]
    assert signature_document(GOOD, verified_at=NOW, lists=())["signed_at"] is None


@pytest.mark.parametrize(
    ("days", "following", "age"),
    [
        (10, None, Age(10, Freshness.FRESH)),
        (10, 5, Age(10, Freshness.FRESH)),
        (10, -1, Age(10, Freshness.DUE)),
        (184, None, Age(184, Freshness.FRESH)),
        (185, 30, Age(185, Freshness.OVER)),
        (-1, None, Age(0, Freshness.FRESH)),
    ],
)
def test_how_old_a_list_is(days, following, age):
    next_update = None if following is None else NOW + following * DAY
    assert age_of(issued_at=NOW - days * DAY, next_update=next_update, at=NOW, most_days=184) == age
