"""The document of one day of the register (DPR 445/2000 art. 53): what was registered, and the digest of the day before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

FORMAT = "manifattura-daily-register/1"


@dataclass(frozen=True)
class Registered:
    """One registration: our number, when it was given, when what it names arrived, from whom, about what, its digest."""

    year: int
    number: int
    registered_at: datetime
    received_at: datetime
    sender: str
    subject: str
    sha256: str
    protocol: str = ""
    """The number of the city's own system, where it is known by then."""


def register_document(day: date, rows: Sequence[Registered], previous_sha256: str) -> dict[str, Any]:
    """`rows` in the order of year and number; ValueError when there is none, or one is missing.

    What arrived on paper on the last days of a year is registered in the next with a number of the old one.
    """
    steps = [after.number - before.number for before, after in pairwise(rows) if after.year == before.year]
    if not rows or any(step != 1 for step in steps):
        raise ValueError(f"the numbers of {day} have gaps")
    return {
        "format": FORMAT,
        "day": day.isoformat(),
        "previous_sha256": previous_sha256,
        "entries": [_entry(row) for row in rows],
    }


def _entry(row: Registered) -> dict[str, str]:
    return {
        "number": f"{row.number:07d}/{row.year}",
        "registered_at": _instant(row.registered_at),
        "received_at": _instant(row.received_at),
        "sender": row.sender,
        "subject": row.subject,
        "sha256": row.sha256,
        **({"protocol": row.protocol} if row.protocol else {}),
    }


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
