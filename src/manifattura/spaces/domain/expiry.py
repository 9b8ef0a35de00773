"""Data of a card grow old: after a year somebody says again that they hold, or corrects them."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

VALID_DAYS = 365
"""Days for which a card is taken as true; a choice of the house, no law sets it."""
ASK_BEFORE = 30
"""Days before the end at which the owner is asked."""
ASK_AGAIN = 30
"""Days after which who did not answer is asked once more."""
MOST_TIMES = 3


class Freshness(StrEnum):
    FRESH = "fresh"
    DUE = "due"
    EXPIRED = "expired"


def valid_until(seen_on: date, confirmed_on: date | None) -> date:
    """The last day of a card: a year from the latest of the office's look and the owner's word."""
    return max(seen_on, confirmed_on or seen_on) + timedelta(days=VALID_DAYS)


def freshness(until: date, today: date) -> Freshness:
    """Whether the card holds, is to be asked about, or is past its day."""
    if today > until:
        return Freshness.EXPIRED
    return Freshness.DUE if today >= until - timedelta(days=ASK_BEFORE) else Freshness.FRESH


def is_to_be_asked(until: date, today: date, *, asked_on: date | None, times: int) -> bool:
    """Ask when it is due; again after a month without an answer, three times in all."""
    if freshness(until, today) is Freshness.FRESH or times >= MOST_TIMES:
        return False
    return asked_on is None or today >= asked_on + timedelta(days=ASK_AGAIN)
