"""What a preservation system is given: each file with the facts that AgID's guidelines (allegato 5) ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class KeptFile:
    """One file of a package: either `content`, or the key of a stored file.

    `path` is inside the package and made by us, never by who gave the file: its own name is `original_name`.
    """

    path: str
    identifier: str
    kind: str
    """Tipologia documentale, in Italian: the package is read by the archives."""
    subject: str
    at: datetime
    author: str
    content_type: str
    content: bytes | None = None
    storage_key: str = ""
    original_name: str = ""
    registration: str = ""
    is_attachment_of: str = ""
    """Identifier of the main document."""
