"""The city's calendar and the days of an application's procedure."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.clock import ROME, now
from manifattura.kernel.working_days import Calendar, read_calendar

from ..domain.phases import Days, Step, days_of, phases_of
from ..domain.states import ApplicationState
from ..models import Application
from .times import Term


@lru_cache(maxsize=1)
def city_calendar() -> Calendar:
    return read_calendar(settings.CITY.get("calendar", {}))


def procedure_days(edition: Edition, term: Term) -> Days:
    """Last days of each phase, from the deadline of the round."""
    return days_of(edition.timetable, term.deadline_at, city_calendar())


def timeline_of(application: Application, edition: Edition, term: Term) -> tuple[Step, ...]:
    """The phases of the application with their days."""
    submission = getattr(application, "submission", None)
    # a register has no deadline to wait for: its terms run from the day each application arrived
    alone = edition.kind == CallKind.REGISTER
    start = (submission.received_at if submission else now()) if alone else term.deadline_at
    return phases_of(
        ApplicationState(application.state),
        started=application.created_at.astimezone(ROME).date(),
        sent=submission.received_at.astimezone(ROME).date() if submission else None,
        days=days_of(edition.timetable, start, city_calendar()),
        kind=edition.kind,
    )
