"""The procedure of a call on a calendar: what is done, what is happening now, by which day the rest ends."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from manifattura.kernel.working_days import Calendar, term_end

from .edition import Timetable
from .states import CLOSING_SOON, CallState, is_before_deadline

ROME = ZoneInfo("Europe/Rome")
SECOND = timedelta(seconds=1)


class Phase(StrEnum):
    OPENING = "opening"
    DEADLINE = "deadline"
    REVIEW = "review"
    EVALUATION = "evaluation"
    OBSERVATIONS = "observations"
    END = "end"


class Progress(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


@dataclass(frozen=True)
class Milestone:
    """`at` for instants that the call names, `on` for the last day of a term that is computed."""

    phase: Phase
    progress: Progress
    at: datetime | None = None
    on: date | None = None


ORDER = tuple(Phase)
_NOW = {
    CallState.UNDER_REVIEW: Phase.REVIEW,
    CallState.IN_EVALUATION: Phase.EVALUATION,
    CallState.PROVISIONAL_RANKING: Phase.OBSERVATIONS,
}


def procedure_end(timetable: Timetable, calendar: Calendar) -> date:
    """Last day of the procedure (L. 241/1990 art. 2): its term runs from the day of the deadline."""
    return term_end(_day(timetable.deadline_at), timetable.procedure_term_days, calendar)


def milestones(
    timetable: Timetable, state: CallState, moment: datetime, calendar: Calendar, *, committee: bool = True
) -> tuple[Milestone, ...]:
    """The six phases in order; terms follow one another and move on when they end on a day without terms.

    Without a `committee` its days are not waited for.
    """
    review = term_end(_day(timetable.deadline_at), timetable.review_days, calendar)
    evaluation = term_end(review, timetable.committee_days, calendar) if committee else review
    ends = {
        Phase.REVIEW: review,
        Phase.EVALUATION: evaluation,
        Phase.OBSERVATIONS: term_end(evaluation, timetable.observations_days, calendar),
        Phase.END: procedure_end(timetable, calendar),
    }
    instants = {Phase.OPENING: timetable.opens_at, Phase.DEADLINE: timetable.deadline_at}
    here = _place(timetable, state, moment)
    return tuple(
        Milestone(phase, _progress(place, here), instants.get(phase), ends.get(phase))
        for place, phase in enumerate(ORDER)
    )


def changing_instants(timetable: Timetable) -> tuple[datetime, ...]:
    """Instants at which the page of a call changes by itself."""
    over = timetable.deadline_at + SECOND if timetable.deadline_inclusive else timetable.deadline_at
    instants = (timetable.opens_at, timetable.deadline_at - CLOSING_SOON, over)
    return instants if timetable.clarifications_until is None else (*instants, timetable.clarifications_until)


def _place(timetable: Timetable, state: CallState, moment: datetime) -> int:
    """Which phase is the present one; after the last one when the ranking is final."""
    if state is CallState.FINAL_RANKING:
        return len(ORDER)
    if state in _NOW:
        return ORDER.index(_NOW[state])
    if moment < timetable.opens_at:
        return ORDER.index(Phase.OPENING)
    if is_before_deadline(moment, timetable.deadline_at, inclusive=timetable.deadline_inclusive):
        return ORDER.index(Phase.DEADLINE)
    return ORDER.index(Phase.REVIEW)


def _progress(place: int, here: int) -> Progress:
    if place == here:
        return Progress.NOW
    return Progress.DONE if place < here else Progress.NEXT


def _day(moment: datetime) -> date:
    return moment.astimezone(ROME).date()
