"""How a time of the proof log is shown."""

from __future__ import annotations

from datetime import datetime

from manifattura.ui.formats import date_text


def moment_of(written: str) -> str:
    """A time as a file writes it, in words and in Rome's time; as written when no clock can show it."""
    try:
        return date_text(datetime.fromisoformat(written), "seconds")
    except (ValueError, OverflowError):
        return written
