"""The database's clock as this process knows it: read by the pulse, carried on by the monotonic clock, which nobody sets back."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import monotonic

_known: list[tuple[datetime, float]] = []


def set_clock(database_moment: datetime) -> None:
    """What the database said just now."""
    _known[:] = [(database_moment, monotonic())]


def clock_now() -> datetime | None:
    """None as long as the database has never answered."""
    if not _known:
        return None
    moment, since = _known[0]
    return moment + timedelta(seconds=monotonic() - since)
