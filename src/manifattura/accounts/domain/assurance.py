"""How well a person is known in this session: by which scheme, at which level (CAD art. 64-65, eIDAS art. 8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """What vouched for the person; the first three are identities that the State gives or recognises."""

    SPID = "spid"
    CIE = "cie"
    EIDAS = "eidas"
    PASSWORD = "password"  # noqa: S105 - a way in, not a secret
    DEMO = "demo"


PUBLIC_SCHEMES = frozenset({Scheme.SPID, Scheme.CIE, Scheme.EIDAS})

LEVELS = {
    "https://www.spid.gov.it/spidl1": 1,
    "https://www.spid.gov.it/spidl2": 2,
    "https://www.spid.gov.it/spidl3": 3,
    "http://eidas.europa.eu/loa/low": 1,
    "http://eidas.europa.eu/loa/substantial": 2,
    "http://eidas.europa.eu/loa/high": 3,
}
"""Assurance as OpenID Connect says it (`acr`), in small letters."""

SPID_ACR = "https://www.spid.gov.it/SpidL"


@dataclass(frozen=True)
class Assurance:
    """Kept with the session, and written with each act: `spid:2`, `password:1`."""

    scheme: Scheme
    level: int = 1

    @property
    def code(self) -> str:
        return f"{self.scheme}:{self.level}"


UNKNOWN = ""
"""The code of an act without a session: a job, the command line, whoever came before this was kept."""


def level_of(acr: str) -> int:
    """1, 2 or 3 for an assurance that is known; 0 for any other."""
    return LEVELS.get(acr.strip().lower(), 0)


def accepted_acr(least: int) -> tuple[str, ...]:
    """What is asked of the provider: the lowest that will do first."""
    return tuple(f"{SPID_ACR}{level}" for level in range(least, 4))


def read_assurance(code: str) -> Assurance | None:
    """The opposite of `code`; None for what is empty or was never written by us."""
    scheme, _, level = code.partition(":")
    if scheme not in set(Scheme) or not level.isdigit():
        return None
    return Assurance(Scheme(scheme), int(level))


def is_public_identity(assurance: Assurance | None, *, least: int) -> bool:
    """Whether the person came with SPID, CIE or eIDAS at this level or a higher one."""
    return assurance is not None and assurance.scheme in PUBLIC_SCHEMES and assurance.level >= least
