"""What the environment says: mode, data folder, port, database. Plain Python, shared by settings and command line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from manifattura.config.problem import Problem

Mode = Literal["demo", "production", "test"]

PROJECT = Path(__file__).resolve().parents[3]
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
DEFAULT_PORT = 8000


@dataclass(frozen=True)
class Environment:
    """The answers that settings and command line need, already checked."""

    mode: Mode
    data: Path
    host: str
    port: int
    database_url: str
    secret_key: str
    allowed_hosts: tuple[str, ...]
    email_url: str
    public_address: str
    raw: Mapping[str, str]

    @property
    def embedded(self) -> bool:
        """True when the database is the embedded server of the data folder."""
        return not self.database_url


def read_environment(variables: Mapping[str, str] | None = None) -> Environment:
    """Read and check the variables; raise `Problem` with one clear line when they contradict each other."""
    raw = os.environ if variables is None else variables
    mode = raw.get("MANIFATTURA_MODE", "demo") or "demo"
    if mode not in ("demo", "production", "test"):
        raise Problem(f"MANIFATTURA_MODE is {mode!r}: use demo, production or test.")
    environment = Environment(
        mode=cast("Mode", mode),
        data=Path(raw.get("MANIFATTURA_DATA") or PROJECT / ".data").expanduser().absolute(),
        host=raw.get("MANIFATTURA_HOST") or "127.0.0.1",
        port=_port(raw.get("PORT", "")),
        database_url=raw.get("DATABASE_URL", ""),
        secret_key=raw.get("MANIFATTURA_SECRET_KEY", ""),
        allowed_hosts=_listed(raw.get("MANIFATTURA_ALLOWED_HOSTS", "")),
        email_url=raw.get("MANIFATTURA_EMAIL_URL", ""),
        public_address=raw.get("MANIFATTURA_PUBLIC_ADDRESS", "").rstrip("/"),
        raw=raw,
    )
    _refuse_contradictions(environment)
    return environment


def _port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT is {text!r}: use a number between 1 and 65535.")
    return int(text)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _refuse_contradictions(environment: Environment) -> None:
    if environment.mode == "production":
        needed = ("MANIFATTURA_SECRET_KEY", "MANIFATTURA_ALLOWED_HOSTS", "DATABASE_URL")
        missing = [name for name in needed if not environment.raw.get(name)]
        if missing:
            raise Problem(f"Production mode needs {', '.join(missing)}: set them and start again.")
    if environment.mode == "demo":
        public = [host for host in (environment.host, *environment.allowed_hosts) if host not in LOCAL_HOSTS]
        if environment.secret_key or public:
            raise Problem(
                "Demo mode has open sign-ins and refuses production settings (MANIFATTURA_SECRET_KEY, or a public "
                "host in MANIFATTURA_ALLOWED_HOSTS or MANIFATTURA_HOST): unset them, or set MANIFATTURA_MODE=production."
            )
