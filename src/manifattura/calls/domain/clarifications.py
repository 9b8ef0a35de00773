"""Until when questions about a call may be asked."""

from datetime import datetime

from .edition import Timetable
from .states import CallState, is_before_deadline


def may_ask_at(state: str, times: Timetable, moment: datetime) -> bool:
    """From the publication to the call's term for questions; without one, to the deadline. Never of a stopped call."""
    if state != CallState.PUBLISHED:
        return False
    until = asked_until(times)
    return is_before_deadline(moment, until, inclusive=times.deadline_inclusive)


def asked_until(times: Timetable) -> datetime:
    return times.clarifications_until or times.deadline_at
