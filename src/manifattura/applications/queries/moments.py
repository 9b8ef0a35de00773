"""Moments in words, for sentences: Rome time."""

from datetime import datetime

from manifattura.ui.formats import date_text


def moment_words(moment: datetime) -> str:
    """`martedì 1 dicembre 2026, ore 12:00`."""
    return date_text(moment, "hour")
