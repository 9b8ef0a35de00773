"""Where a sitting stands, from its facts; when it may open."""

from datetime import datetime, timedelta
from enum import StrEnum

EARLY_MINUTES = 15
"""A sitting opens, or goes on, from so many minutes before its hour: people gather."""
FARTHEST = timedelta(days=366)
LATE_MINUTES = 5
"""Who convenes for now has these minutes to write the rest."""


class SittingState(StrEnum):
    """Words of `ui.statuses.SITTING`."""

    CONVENED = "convened"
    OPEN = "open"
    ADJOURNED = "adjourned"
    HARMONISING = "harmonising"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    ANNULLED = "annulled"


def sitting_state(
    *, opened: bool, marks_closed: bool, closed: bool, cancelled: bool, annulled: bool, adjourned: bool
) -> SittingState:
    """The one state; what ends a sitting comes before what happens inside it."""
    states = (
        (annulled, SittingState.ANNULLED),
        (cancelled, SittingState.CANCELLED),
        (closed, SittingState.CLOSED),
        (adjourned, SittingState.ADJOURNED),
        (marks_closed, SittingState.HARMONISING),
        (opened, SittingState.OPEN),
    )
    return next((state for holds, state in states if holds), SittingState.CONVENED)


def may_begin(at: datetime, moment: datetime) -> bool:
    """Whether what was convened or adjourned to `at` may begin."""
    return moment >= at - timedelta(minutes=EARLY_MINUTES)


def is_far(at: datetime, moment: datetime) -> bool:
    """Whether it lies more than a year ahead: a slip of the year."""
    return at > moment + FARTHEST


def is_past(at: datetime, moment: datetime) -> bool:
    """Whether the hour of a convocation is over when it is sent."""
    return at < moment - timedelta(minutes=LATE_MINUTES)
