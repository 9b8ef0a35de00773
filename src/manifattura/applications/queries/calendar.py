"""The city's calendar and the days of an application's procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, now

from ..domain.phases import Days, Phase, Step, days_of, phases_of
from ..domain.states import ApplicationState
from ..models import Application
from .times import Term


def procedure_days(edition: Edition, term: Term) -> Days:
    """Last days of each phase, from the deadline of the round."""
    return days_of(edition.timetable, term.deadline_at, city_calendar())


def timeline_of(
    application: Application, edition: Edition, term: Term, *, happened: Mapping[Phase, date] | None = None
) -> tuple[Step, ...]:
    """The phases of the application with their days; `happened` as `queries.milestones.milestones_of` gives it."""
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
        happened=happened,
    )
