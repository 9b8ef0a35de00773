"""The city's calendar and the days of an application's procedure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from manifattura.calls.domain.clocks import TermKind, TermState
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.term_words import SESSION
from manifattura.calls.queries.terms import last_terms
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, now, today

from ..domain.phases import Days, Phase, Step, days_of, phases_of
from ..domain.states import ApplicationState
from ..models import Application
from .times import Term

if TYPE_CHECKING:
    from manifattura.calls.models import Term as ClockedTerm


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
class ProcedureStop:
    """Why the count stands still: since which day, until which one (None: not known yet), and on which ground.

    `ground` is the one of `TermSuspension`; `is_own`: it concerns this application alone, not all those of its session.
    """

    since: date
    until: date | None
    ground: str
    reason: str
    is_own: bool = True


@dataclass(frozen=True)
class ProcedureEnd:
    """Until when the office must decide; no day while nobody knows when the count goes on."""

    due_on: date | None
    stop: ProcedureStop | None = None

    @property
    def is_suspended(self) -> bool:
        return self.stop is not None or self.due_on is None


def procedure_end(application: Application, planned: date) -> ProcedureEnd | None:
    """The last day of the procedure as its clock now stands, stops included; `planned` before any clock; None once decided.

    The application's own term where it has one (a register, a notice of intended rejection, a remedy), else its session's.
    """
    return procedure_ends([application], {application.pk: planned}).get(application.pk)


def procedure_ends(
    applications: Collection[Application], planned: Mapping[int, date]
) -> dict[int, ProcedureEnd]:
    """The same for many, in three statements; the decided are left out."""
    alive = [one for one in applications if one.state not in ENDED]
    if not alive:
        return {}
    rounds = {one.pk: _round_of(one) for one in alive}
    subjects = {(APPLICATION, str(one.pk)) for one in alive} | {
        (SESSION, str(pk)) for pk in rounds.values() if pk
    }
    found = last_terms(TermKind.PROCEDURE, subjects)
    ends = {
        one.pk: _end(
            one,
            found.get((APPLICATION, str(one.pk))) or found.get((SESSION, str(rounds[one.pk]))),
            planned[one.pk],
        )
        for one in alive
    }
    return {pk: end for pk, end in ends.items() if end is not None}


def _round_of(application: Application) -> int | None:
    rounds = sorted((bid.pk, bid.round_id) for bid in application.bids.all())
    return rounds[0][1] if rounds else None


def _end(application: Application, term: ClockedTerm | None, planned: date) -> ProcedureEnd | None:
    if term is None:
        return ProcedureEnd(planned)
    if term.closed_at:
        return None
    stop = term.stop_on(today()) or term.endless_stop
    if stop is None or term.state not in (TermState.SUSPENDED, TermState.WAITING):
        return ProcedureEnd(term.due_on)
    own = term.subject_type == APPLICATION or application.state == ApplicationState.REMEDY_REQUESTED
    return ProcedureEnd(
        term.due_on, ProcedureStop(stop.since, stop.until, stop.ground, stop.reason, is_own=own)
    )
