"""The timeline of a call on the calendar of this city."""

from __future__ import annotations

from datetime import date, datetime

from manifattura.kernel.city_calendar import city_calendar

from ..domain import timeline
from ..domain.edition import Timetable
from ..domain.states import CallState


def milestones_of(
    timetable: Timetable, state: CallState, moment: datetime, *, committee: bool = True
) -> tuple[timeline.Milestone, ...]:
    """The call's phases with their days, holidays of the city considered."""
    return timeline.milestones(timetable, state, moment, city_calendar(), committee=committee)


def procedure_end_of(timetable: Timetable) -> date:
    """The day by which the office must conclude (L. 241/1990 art. 2)."""
    return timeline.procedure_end(timetable, city_calendar())
