"""The procedure on a calendar: phases, terms moved on holidays, instants at which a page changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from manifattura.calls.domain.edition import Timetable
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.timeline import Phase, Progress, changing_instants, milestones, procedure_end
from manifattura.kernel.working_days import Calendar

CALENDAR = Calendar(holidays=frozenset({(1, 6)}))
TIMES = Timetable(
    opens_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    deadline_at=datetime(2026, 12, 7, 11, tzinfo=UTC),
)
BEFORE, DURING, AFTER = (
    TIMES.opens_at - timedelta(days=1),
    TIMES.opens_at,
    TIMES.deadline_at,
)


def present(state, moment, times=TIMES):
    found = [one for one in milestones(times, state, moment, CALENDAR) if one.progress is Progress.NOW]
    return found[0].phase if found else None


@pytest.mark.parametrize(
    ("state", "moment", "phase"),
    [
        (CallState.PUBLISHED, BEFORE, Phase.OPENING),
        (CallState.PUBLISHED, DURING, Phase.DEADLINE),
        (CallState.PUBLISHED, AFTER, Phase.REVIEW),
        (CallState.UNDER_REVIEW, AFTER, Phase.REVIEW),
        (CallState.IN_EVALUATION, AFTER, Phase.EVALUATION),
        (CallState.PROVISIONAL_RANKING, AFTER, Phase.OBSERVATIONS),
        (CallState.FINAL_RANKING, AFTER, None),
    ],
)
def test_one_phase_is_the_present_one(state, moment, phase):
    assert present(state, moment) is phase


def test_an_inclusive_deadline_lasts_one_more_second():
    assert present(CallState.PUBLISHED, AFTER, replace(TIMES, deadline_inclusive=True)) is Phase.DEADLINE


def test_what_comes_before_is_done_and_what_follows_is_next():
    found = [one.progress for one in milestones(TIMES, CallState.IN_EVALUATION, AFTER, CALENDAR)]
    assert found == [Progress.DONE] * 3 + [Progress.NOW] + [Progress.NEXT] * 2


def test_terms_follow_one_another_and_skip_days_without_terms():
    found = {one.phase: one for one in milestones(TIMES, CallState.PUBLISHED, DURING, CALENDAR)}
    # 30 days from 7 December end on 6 January, a holiday; 45 days later is a Sunday
    assert found[Phase.REVIEW].on == date(2027, 1, 7)
    assert found[Phase.EVALUATION].on == date(2027, 2, 22)
    assert found[Phase.OBSERVATIONS].on == date(2027, 3, 4)
    assert found[Phase.END].on == procedure_end(TIMES, CALENDAR) == date(2027, 3, 8)
    assert found[Phase.OPENING].at == TIMES.opens_at
    assert found[Phase.DEADLINE].at == TIMES.deadline_at


def test_the_day_of_the_deadline_is_the_one_of_rome():
    late = replace(TIMES, deadline_at=datetime(2026, 12, 6, 23, 30, tzinfo=UTC), procedure_term_days=1)
    assert procedure_end(late, CALENDAR) == date(2026, 12, 8)


def test_a_page_changes_at_opening_twenty_days_before_and_at_the_deadline():
    assert changing_instants(TIMES) == (
        TIMES.opens_at,
        TIMES.deadline_at - timedelta(days=20),
        TIMES.deadline_at,
    )
    until = TIMES.deadline_at - timedelta(days=3)
    more = replace(TIMES, deadline_inclusive=True, clarifications_until=until)
    assert changing_instants(more)[2:] == (TIMES.deadline_at + timedelta(seconds=1), until)
