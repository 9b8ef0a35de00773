"""Where a sitting stands, from its facts."""

from enum import StrEnum


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
