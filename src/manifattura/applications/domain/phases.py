"""Where an application stands: the phases of its procedure, done, now, to come, with their days."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from manifattura.calls.domain.edition import Timetable
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.working_days import Calendar, term_end

from .states import LEFT_STATES, RANKED_STATES, ApplicationState

ROME = ZoneInfo("Europe/Rome")


class Phase(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    WAITING = "waiting"
    REVIEW = "review"
    EVALUATION = "evaluation"
    RANKING = "ranking"
    ENTRY = "entry"


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class Step:
    """`on`: the day it happened, or by which it ends."""

    phase: Phase
    progress: Progress
    on: date | None


@dataclass(frozen=True)
class Days:
    """Last days of the phases after the deadline (L. 241/1990 art. 2), each moved on when it is a holiday."""

    deadline: date
    review: date
    evaluation: date
    observations: date
    procedure: date


def days_of(timetable: Timetable, deadline_at: datetime, calendar: Calendar) -> Days:
    """The procedure starts on the day of the deadline; phases follow one another."""
    deadline = deadline_at.astimezone(ROME).date()
    review = term_end(deadline, timetable.review_days, calendar)
    evaluation = term_end(review, timetable.committee_days, calendar)
    return Days(
        deadline=deadline,
        review=review,
        evaluation=evaluation,
        observations=term_end(evaluation, timetable.observations_days, calendar),
        procedure=term_end(deadline, timetable.procedure_term_days, calendar),
    )


COMPARED = (Phase.DRAFT, Phase.SENT, Phase.WAITING, Phase.REVIEW, Phase.EVALUATION, Phase.RANKING)
ALONE = (Phase.DRAFT, Phase.SENT, Phase.REVIEW, Phase.ENTRY)
"""A register waits for nobody: the review of each application starts when it arrives."""

LATER = frozenset({Phase.REVIEW, Phase.EVALUATION, Phase.RANKING, Phase.ENTRY})
"""Phases whose end is an act of the office, on a day that the timetable does not know."""

_NOW: Mapping[ApplicationState, Phase] = {
    ApplicationState.DRAFT: Phase.DRAFT,
    ApplicationState.SUBMITTED: Phase.WAITING,
    ApplicationState.UNDER_REVIEW: Phase.REVIEW,
    ApplicationState.REMEDY_REQUESTED: Phase.REVIEW,
    ApplicationState.REJECTION_NOTICE: Phase.REVIEW,
    ApplicationState.NOT_ADMITTED: Phase.REVIEW,
    ApplicationState.ADMITTED: Phase.EVALUATION,
}
_OVER = RANKED_STATES | LEFT_STATES | {ApplicationState.ACCEPTED, ApplicationState.REGISTERED}


def phases_of(
    state: ApplicationState,
    *,
    started: date,
    sent: date | None,
    days: Days,
    kind: str = CallKind.RANKING,
    happened: Mapping[Phase, date] | None = None,
) -> tuple[Step, ...]:
    """The timeline of the application page. A withdrawn one stops where it was.

    `happened`: the days on which the later phases were over; a phase that is over without its day shows none.
    """
    steps = _steps(state, started=started, sent=sent, days=days, kind=kind)
    known = happened or {}
    return tuple(
        replace(step, on=known.get(step.phase))
        if step.progress is Progress.DONE and step.phase in LATER
        else step
        for step in steps
    )


def _steps(
    state: ApplicationState, *, started: date, sent: date | None, days: Days, kind: str
) -> tuple[Step, ...]:
    order = ALONE if kind == CallKind.REGISTER else COMPARED
    ends = {
        Phase.DRAFT: started,
        Phase.SENT: sent or days.deadline,
        Phase.WAITING: days.deadline,
        Phase.REVIEW: days.review,
        Phase.EVALUATION: days.evaluation,
        Phase.RANKING: days.procedure,
        Phase.ENTRY: days.procedure,
    }
    if state is ApplicationState.WITHDRAWN:
        return tuple(Step(phase, Progress.DONE, ends[phase]) for phase in (Phase.DRAFT, Phase.SENT))
    if state in _OVER:
        return tuple(Step(phase, Progress.DONE, ends[phase]) for phase in order)
    phase_now = _NOW[state]
    now = order.index(phase_now if phase_now in order else Phase.REVIEW)
    stopped = state is ApplicationState.NOT_ADMITTED
    return tuple(
        Step(phase, _progress(index, now, stopped=stopped), ends[phase])
        for index, phase in enumerate(order[: now + 1] if stopped else order)
    )


def _progress(index: int, now: int, *, stopped: bool) -> Progress:
    if index == now and not stopped:
        return Progress.NOW
    return Progress.DONE if index <= now else Progress.NEXT
