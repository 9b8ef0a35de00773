"""The city's proxy towards SPID, CIE and eIDAS, as the environment names it (docs/identity.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from manifattura.config.environment import LOCAL_HOSTS, Environment
from manifattura.config.problem import Problem

ISSUER, CLIENT, SECRET = "MANIFATTURA_OIDC_ISSUER", "MANIFATTURA_OIDC_CLIENT", "MANIFATTURA_OIDC_SECRET_FILE"  # fmt: skip
LEVEL, HINT, SCHEME = "MANIFATTURA_OIDC_LEVEL", "MANIFATTURA_OIDC_HINT", "MANIFATTURA_OIDC_SCHEME_CLAIM"


IDLE = "MANIFATTURA_SESSION_IDLE"
SHORTEST, LONGEST = 10, 240


def idle_minutes(environment: Environment) -> int:
    """After how many minutes without a request a session ends."""
    text = environment.raw.get(IDLE) or "30"
    if not text.isdigit() or not SHORTEST <= int(text) <= LONGEST:
        raise Problem(f"{IDLE} is {text!r}: use minutes, {SHORTEST} to {LONGEST}.")
    return int(text)


LIST_DAYS = "MANIFATTURA_TRUST_LIST_DAYS"
SIX_MONTHS = 184


def trust_list_days(environment: Environment) -> int:
    """For how many days after its issue a trust list counts; national lists are renewed within six months (ETSI TS 119 612)."""
    text = environment.raw.get(LIST_DAYS) or str(SIX_MONTHS)
    if not text.isdigit() or not 1 <= int(text) <= 2 * SIX_MONTHS:
        raise Problem(f"{LIST_DAYS} is {text!r}: use days, 1 to {2 * SIX_MONTHS}.")
    return int(text)


@dataclass(frozen=True)
class IdentityProvider:
    """An OpenID Connect provider that vouches for people."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    level: int = 2
    hint: str = ""
    """The parameter that tells the proxy which button was pressed; empty: the proxy asks again."""
    scheme_claim: str = "idp_scheme"


def read_identity(environment: Environment) -> IdentityProvider | None:
    """The provider; None where none is named. `Problem` where the variables contradict each other."""
    raw = environment.raw
    named = {name: raw.get(name, "").strip() for name in (ISSUER, CLIENT, SECRET)}
    if not any(named.values()):
        return None
    missing = [name for name, value in named.items() if not value]
    if missing:
        raise Problem(
            f"The identity provider needs {', '.join(missing)} too: set them, or none of the three."
        )
    level = raw.get(LEVEL) or "2"
    if level not in ("2", "3"):
        raise Problem(f"{LEVEL} is {level!r}: use 2 or 3 (CAD art. 64).")
    return IdentityProvider(
        issuer=_issuer(named[ISSUER]),
        client=named[CLIENT],
        secret=_secret(Path(named[SECRET])),
        level=int(level),
        hint=raw.get(HINT, ""),
        scheme_claim=raw.get(SCHEME) or "idp_scheme",
    )


def _issuer(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL_HOSTS):
        return address.rstrip("/")
    raise Problem(f"{ISSUER} is {address!r}: use its https address.")


def _secret(path: Path) -> str:
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise Problem(f"{SECRET}: {path} cannot be read ({error.strerror}).") from error
    if not secret:
        raise Problem(f"{SECRET}: {path} is empty.")
    return secret
