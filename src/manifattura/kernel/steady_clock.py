"""The database's clock as this process knows it: read now and then, carried on by the monotonic clock, which nobody sets back.

When the database's clock steps back (a correction by NTP, a machine restored, a hand), this one goes on: what has been told to
one applicant as past is past for the next too. A small step is drift and is followed; a step of more than ten minutes is
not bridged either, because then it is likelier that the clock was wrong before: it is logged, and somebody must look.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from time import monotonic

DRIFT = timedelta(seconds=2)
LARGEST_STEP = timedelta(minutes=10)
QUICK = 0.5
logger = logging.getLogger(__name__)
_known: list[tuple[datetime, float]] = []


def set_clock(database_moment: datetime, asked_at: float | None = None) -> None:
    """What the database said just now. `asked_at`: `monotonic()` before asking, so that we are not behind it.

    An answer that took long says little about its own age: then we are rather behind than ahead.
    """
    expected, heard_at = clock_now(), monotonic()
    if asked_at is None or heard_at - asked_at > QUICK:
        asked_at = heard_at
    known = (database_moment, asked_at)
    back = expected - database_moment if expected else timedelta()
    if back <= DRIFT:
        _known[:] = [known]
    elif back <= LARGEST_STEP:
        logger.warning(
            "The database's clock stepped back by %.0f s: time goes on as it was", back.total_seconds()
        )
    else:
        logger.error("The database's clock stepped back by %.0f s: it is believed", back.total_seconds())
        _known[:] = [known]


def clock_now() -> datetime | None:
    """None as long as the database has never answered."""
    if not _known:
        return None
    moment, since = _known[0]
    return moment + timedelta(seconds=monotonic() - since)
