"""Digests of what a prepared thing was made from, so that it is made again only when that changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from manifattura.config.environment import PROJECT

SOURCE = PROJECT / "src" / "manifattura"


def migrations_stamp() -> str:
    """Changes with every migration of ours, the versions of the packages that bring others, and the first pages of a city."""
    pages = sorted(SOURCE.glob("config/city/*/pages/*.toml"))
    return digest_of(
        [*sorted(SOURCE.glob("*/migrations/*.py")), *pages, PROJECT / "requirements" / "base.txt"]
    )


def digest_of(files: Iterable[Path]) -> str:
    """Sixteen hex digits over names and contents."""
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(str(file.relative_to(PROJECT)).encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]
