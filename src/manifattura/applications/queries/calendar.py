"""The city's calendar and the days of an application's procedure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.term_words import SESSION
from manifattura.calls.queries.terms import terms_of
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


APPLICATION = "application"
"""Subject of the terms on one application."""
ENDED = (ApplicationState.WITHDRAWN, ApplicationState.NOT_ADMITTED)


@dataclass(frozen=True)
class ProcedureEnd:
    """Until when the office must decide; no day while the count stands still."""

    due_on: date | None

    @property
    def is_suspended(self) -> bool:
        return self.due_on is None


def procedure_end(application: Application, planned: date) -> ProcedureEnd | None:
    """The last day of the procedure as its clock now stands, stops included; `planned` before any clock; None once decided.

    The application's own term where it has one (a register, a notice of intended rejection, a remedy), else its session's.
    """
    if application.state in ENDED:
        return None
    term = terms_of(APPLICATION, application.pk).filter(kind=TermKind.PROCEDURE).last()
    if term is None:
        rounds = list(application.bids.order_by("pk").values_list("round_id", flat=True)[:1])
        term = terms_of(SESSION, rounds[0]).filter(kind=TermKind.PROCEDURE).last() if rounds else None
    if term is None:
        return ProcedureEnd(planned)
    return None if term.closed_at else ProcedureEnd(term.due_on)
