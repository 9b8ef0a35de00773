"""The city's calendar and the days of an application's procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, now

from ..domain.phases import Days, Phase, Step, days_of, phases_of
from ..domain.states import ApplicationState
from ..models import Application
from .times import Term


def procedure_days(edition: Edition, term: Term, received_at: datetime | None = None) -> Days:
    """Last days of each phase: from the deadline of the round, in a register from the day the application arrived."""
    alone = edition.kind == CallKind.REGISTER
    start = (received_at or now()) if alone else term.deadline_at
    return days_of(edition.timetable, start, city_calendar())


def timeline_of(
    application: Application, edition: Edition, term: Term, *, happened: Mapping[Phase, date] | None = None
) -> tuple[Step, ...]:
    """The phases of the application with their days; `happened` as `queries.milestones.milestones_of` gives it."""
    submission = getattr(application, "submission", None)
    return phases_of(
        ApplicationState(application.state),
        started=application.created_at.astimezone(ROME).date(),
        sent=submission.received_at.astimezone(ROME).date() if submission else None,
        days=procedure_days(edition, term, submission.received_at if submission else None),
        kind=edition.kind,
        happened=happened,
    )
