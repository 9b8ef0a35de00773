"""Which signed file counts as signed by this person with a qualified signature (CAD art. 20 and 65 c. 1 a, eIDAS art. 25-32)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .fiscal_code import clean_fiscal_code

FORMAT = "manifattura-signature/1"


class Form(StrEnum):
    """How the signature and the document stay together."""

    PADES = "pades"
    CADES = "cades"


class Chain(StrEnum):
    """Where the certificate leads."""

    TRUSTED = "trusted"
    UNKNOWN = "unknown"
    """To no service of the lists in force."""
    BROKEN = "broken"
    """To one of them, but not in the way that its rules allow."""


class Purpose(StrEnum):
    """What a qualified certificate is for (ETSI EN 319 412-5, QcType)."""

    SIGNATURE = "esign"
    SEAL = "eseal"
    WEB = "web"


class Revocation(StrEnum):
    """How far it is known that nobody had revoked the certificate."""

    NOT_CHECKED = "not_checked"
    """Nothing was asked on line, and the file brings nothing."""
    BROUGHT = "brought"
    """The file brings lists or answers of the certification authority, valid for this certificate."""


class Flaw(StrEnum):
    """Why a signed file does not count. The first ones are about the file, the last about who signed."""

    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    NOT_SIGNED = "not_signed"
    DETACHED = "detached"
    SEVERAL = "several"
    OTHER_CONTENT = "other_content"
    ALTERED = "altered"
    ADDED_TO = "added_to"
    WEAK = "weak"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    SIGNED_LATER = "signed_later"
    REVOKED = "revoked"
    UNKNOWN_ISSUER = "unknown_issuer"
    BROKEN_CHAIN = "broken_chain"
    NOT_FOR_SIGNING = "not_for_signing"
    NOT_QUALIFIED = "not_qualified"
    NOT_OF_A_PERSON = "not_of_a_person"
    NO_DEVICE = "no_device"
    NO_FISCAL_CODE = "no_fiscal_code"
    NO_OWN_FISCAL_CODE = "no_own_fiscal_code"
    OTHER_PERSON = "other_person"
    NO_LIST = "no_list"


@dataclass(frozen=True)
class Certificate:
    """What the signer's certificate says; `serial` and `sha256` in hexadecimal, `fiscal_code` empty where it has none."""

    subject: str
    issuer: str
    serial: str
    sha256: str
    not_before: datetime
    not_after: datetime
    fiscal_code: str = ""
    name: str = ""


@dataclass(frozen=True)
class SignatureFacts:
    """Everything that was found of one signature; nothing is judged here."""

    form: Form
    certificate: Certificate
    same_content: bool
    """The signed document is, byte by byte, the one that was prepared."""
    intact: bool
    """Digest and signature agree with it."""
    only_signatures: bool
    """The file shows nothing besides the document and its signatures."""
    strong: bool
    """Neither digest nor key are too weak for today."""
    for_signing: bool
    """The certificate is for signatures that bind (nonRepudiation), not for signing in."""
    chain: Chain
    revoked: bool
    qualified: bool
    """A qualified certificate, of a service that the list grants now."""
    purpose: Purpose
    device: bool
    """Its key is in a qualified device (QcSSCD, or as the list says)."""
    revocation: Revocation
    service: str = ""
    """Of the trust list: who issued the certificate."""
    signed_at: datetime | None = None
    """As the signer's own clock says; proves nothing by itself."""


def flaws_of(facts: SignatureFacts, *, fiscal_code: str, at: datetime) -> tuple[Flaw, ...]:
    """Why this signature is not a qualified one of the person with `fiscal_code` at this instant; nothing when it is."""
    if not facts.same_content:
        return (Flaw.OTHER_CONTENT,)
    if not facts.intact:
        return (Flaw.ALTERED,)
    if not facts.only_signatures:
        return (Flaw.ADDED_TO,)
    return (*_of_certificate(facts, at), *_of_person(facts.certificate, fiscal_code))


def _of_certificate(facts: SignatureFacts, at: datetime) -> tuple[Flaw, ...]:
    if not facts.strong:
        return (Flaw.WEAK,)
    own = facts.certificate
    if at < own.not_before:
        return (Flaw.NOT_YET_VALID,)
    if at > own.not_after:
        return (Flaw.EXPIRED,)
    if facts.revoked:
        return (Flaw.REVOKED,)
    if not facts.for_signing:
        return (Flaw.NOT_FOR_SIGNING,)
    if facts.chain is Chain.UNKNOWN:
        return (Flaw.UNKNOWN_ISSUER,)
    if facts.chain is Chain.BROKEN:
        return (Flaw.BROKEN_CHAIN,)
    if facts.purpose is not Purpose.SIGNATURE:
        return (Flaw.NOT_OF_A_PERSON,)
    if not facts.qualified:
        return (Flaw.NOT_QUALIFIED,)
    found = () if facts.device else (Flaw.NO_DEVICE,)
    # a signature that says it was made outside the certificate's time was made with a wrong clock, or not then
    outside = facts.signed_at is not None and not own.not_before <= facts.signed_at <= own.not_after
    return (*found, Flaw.SIGNED_LATER) if outside else found


def _of_person(certificate: Certificate, fiscal_code: str) -> tuple[Flaw, ...]:
    if not certificate.fiscal_code:
        return (Flaw.NO_FISCAL_CODE,)
    if not fiscal_code:
        return (Flaw.NO_OWN_FISCAL_CODE,)
    return () if certificate.fiscal_code == fiscal_code.upper() else (Flaw.OTHER_PERSON,)


def fiscal_code_of(serial_number: str) -> str:
    """The codice fiscale of a subject's serialNumber: `TINIT-…` (ETSI EN 319 412-1), or `IT:…` as it was written before."""
    text = serial_number.strip().upper()
    for prefix in ("TINIT-", "IT:"):
        if text.startswith(prefix):
            try:
                return clean_fiscal_code(text.removeprefix(prefix))
            except ValueError:
                return ""
    return ""


def signature_document(
    facts: SignatureFacts, *, verified_at: datetime, lists: tuple[Mapping[str, Any], ...]
) -> dict[str, Any]:
    """What is kept of a verification for good: what was found, when, and by which trust lists."""
    own = facts.certificate
    return {
        "format": FORMAT,
        "form": facts.form.value,
        "certificate": {
            "subject": own.subject,
            "name": own.name,
            "issuer": own.issuer,
            "serial": own.serial,
            "sha256": own.sha256,
            "fiscal_code": own.fiscal_code,
            "not_before": own.not_before.isoformat(),
            "not_after": own.not_after.isoformat(),
        },
        "service": facts.service,
        "signed_at": facts.signed_at.isoformat() if facts.signed_at else None,
        "revocation": facts.revocation.value,
        "result": "qualified",
        "verified_at": verified_at.isoformat(),
        "trust_lists": [dict(one) for one in lists],
    }
