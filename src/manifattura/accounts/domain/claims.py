"""What an identity provider says of a person: whether it may be believed, and who it is.

The signature is checked before (`accounts.web.city_identity`); here is what OpenID Connect Core 3.1.3.7 asks besides, and what the
programme asks: the level that was requested, one key for each person.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from .assurance import Assurance, Scheme, level_of
from .fiscal_code import clean_fiscal_code

EID = "https://attributes.eid.gov.it/"
FISCAL_CODE = ("fiscal_number", f"{EID}fiscal_number", "fiscalNumber")
GIVEN_NAME = ("given_name", f"{EID}given_name", "name_given")
FAMILY_NAME = ("family_name", f"{EID}family_name", "familyName")
PREFIX = "TINIT-"
LEEWAY = 60
"""Seconds by which two clocks may differ."""


class Reason(StrEnum):
    """Why somebody was not let in."""

    CANCELLED = "cancelled"
    STATE = "state"
    PROVIDER = "provider"
    SIGNATURE = "signature"
    AUDIENCE = "audience"
    ISSUER = "issuer"
    EXPIRED = "expired"
    NONCE = "nonce"
    LEVEL = "level"
    SUBJECT = "subject"
    FISCAL_CODE = "fiscal_code"
    NAME = "name"


class ClaimRefusedError(Exception):
    """The token is not believed; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True)
class Expected:
    """What a token must say to be the answer to our own question."""

    issuer: str
    client: str
    nonce: str
    least_level: int
    scheme_claim: str
    asked_scheme: str
    moment: float
    """Seconds since 1970."""


@dataclass(frozen=True)
class Identity:
    """A person as SPID, CIE or eIDAS know them. `key`: the fiscal code, else issuer and subject."""

    key: str
    fiscal_code: str
    full_name: str
    email: str
    is_email_verified: bool
    scheme: str
    level: int
    issuer: str
    token: str
    """What the provider's own log calls this sign-in: its `jti`, or else a digest of subject and time."""

    @property
    def assurance(self) -> Assurance:
        return Assurance(Scheme(self.scheme), self.level)

    def as_facts(self) -> dict[str, Any]:
        """Plain values for the session."""
        return asdict(self)


def identity_of(token: Mapping[str, Any], userinfo: Mapping[str, Any], expected: Expected) -> Identity:
    """Who the signed token is about; `ClaimRefusedError` when it is not an answer to what we asked."""
    _refuse_strangers(token, expected)
    if userinfo and userinfo.get("sub") != token.get("sub"):
        raise ClaimRefusedError(Reason.SUBJECT)
    claims = {**userinfo, **token}
    level = level_of(str(claims.get("acr") or ""))
    if level < expected.least_level:
        raise ClaimRefusedError(Reason.LEVEL)
    scheme = _scheme(claims, expected)
    fiscal_code = _fiscal_code(claims)
    # who comes from another State through eIDAS may have none
    if not fiscal_code and scheme is not Scheme.EIDAS:
        raise ClaimRefusedError(Reason.FISCAL_CODE)
    full_name = _full_name(claims)
    if not full_name:
        raise ClaimRefusedError(Reason.NAME)
    return Identity(
        key=fiscal_code or _subject_key(expected.issuer, str(token["sub"])),
        fiscal_code=fiscal_code,
        full_name=full_name,
        email=str(claims.get("email") or "").strip().lower(),
        is_email_verified=claims.get("email_verified") is True,
        scheme=scheme,
        level=level,
        issuer=expected.issuer,
        token=str(token.get("jti") or _digest(f"{token['sub']} {token['iat']}")),
    )


def _refuse_strangers(token: Mapping[str, Any], expected: Expected) -> None:
    audience = token.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if token.get("iss") != expected.issuer:
        raise ClaimRefusedError(Reason.ISSUER)
    if expected.client not in audiences or token.get("azp", expected.client) != expected.client:
        raise ClaimRefusedError(Reason.AUDIENCE)
    if not token.get("sub"):
        raise ClaimRefusedError(Reason.SUBJECT)
    if not _is_fresh(token, expected.moment):
        raise ClaimRefusedError(Reason.EXPIRED)
    said = str(token.get("nonce") or "")
    if not expected.nonce or not hmac.compare_digest(said.encode(), expected.nonce.encode()):
        raise ClaimRefusedError(Reason.NONCE)


def _is_fresh(token: Mapping[str, Any], moment: float) -> bool:
    begun, ends = token.get("iat"), token.get("exp")
    if not isinstance(begun, int | float) or not isinstance(ends, int | float):
        return False
    return begun - LEEWAY <= moment < ends + LEEWAY


def _scheme(claims: Mapping[str, Any], expected: Expected) -> Scheme:
    """As the provider says it; where it says nothing, as its level is written, then as the person chose."""
    said = str(claims.get(expected.scheme_claim) or "").lower()
    for scheme in (Scheme.EIDAS, Scheme.CIE, Scheme.SPID):
        if scheme in said:
            return scheme
    if "eidas.europa.eu" in str(claims["acr"]):
        return Scheme.EIDAS
    return Scheme.CIE if expected.asked_scheme == Scheme.CIE else Scheme.SPID


def _fiscal_code(claims: Mapping[str, Any]) -> str:
    said = _first(claims, FISCAL_CODE).upper().removeprefix(PREFIX)
    if not said:
        return ""
    try:
        return clean_fiscal_code(said)
    except ValueError as error:
        raise ClaimRefusedError(Reason.FISCAL_CODE) from error


def _full_name(claims: Mapping[str, Any]) -> str:
    parts = [_first(claims, GIVEN_NAME), _first(claims, FAMILY_NAME)]
    name = (
        " ".join(" ".join(parts).split()) if all(parts) else " ".join(str(claims.get("name") or "").split())
    )
    return name[:160]


def _first(claims: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(claims[name]).strip() for name in names if claims.get(name)), "")


def _subject_key(issuer: str, subject: str) -> str:
    return f"sub:{_digest(f'{issuer} {subject}')}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]
