"""A database address read into Django's connection settings."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

from manifattura.config.problem import Problem

MINIMUM_SERVER_VERSION = 150000


def parse_database_url(url: str) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?option=value`; a socket folder may stand as `?host=/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise Problem(
            "DATABASE_URL must begin with postgresql:// (PostgreSQL 15 or later is the only engine)."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise Problem(
            "DATABASE_URL names no database: add it at the end, as in postgresql://user@host/manifattura."
        )
    return {
        "NAME": name,
        "USER": unquote(parts.username or "") or options.pop("user", ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def check_server_version(version: int) -> None:
    """Refuse servers older than PostgreSQL 15; `version` as libpq gives it (150018)."""
    if version < MINIMUM_SERVER_VERSION:
        raise Problem(
            f"The database server is PostgreSQL {version // 10000}: version 15 or later is needed. "
            "Name a newer one in DATABASE_URL, or unset it to use the embedded server."
        )
