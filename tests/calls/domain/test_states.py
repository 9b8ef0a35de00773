"""What the public reads of a state, to the second; the calendar of the procedure; the calendar file."""

from datetime import UTC, datetime, timedelta

import pytest

from manifattura.calls.domain.calendar_file import Event, calendar_file, escaped, folded
from manifattura.calls.domain.edition import Timetable
from manifattura.calls.domain.states import CallState, PublicState, is_before_deadline, public_state
from manifattura.calls.domain.timeline import Phase, Progress, changing_instants, milestones, procedure_end
from manifattura.kernel.working_days import Calendar

OPENS = datetime(2026, 11, 1, 9, tzinfo=UTC)
DEADLINE = datetime(2026, 12, 18, 11, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("moment", "inclusive", "before"),
    [
        (DEADLINE - SECOND, False, True),
        (DEADLINE, False, False),
        (DEADLINE, True, True),
        (DEADLINE + timedelta(milliseconds=900), True, True),
        (DEADLINE + SECOND, True, False),
    ],
)
def test_to_the_second(moment, inclusive, before):
    assert is_before_deadline(moment, DEADLINE, inclusive=inclusive) is before


@pytest.mark.parametrize(
    ("state", "moment", "shown"),
    [
        (CallState.PUBLISHED, OPENS - SECOND, PublicState.ANNOUNCED),
        (CallState.PUBLISHED, OPENS, PublicState.OPEN),
        (CallState.PUBLISHED, DEADLINE - timedelta(days=20), PublicState.CLOSING_SOON),
        (CallState.PUBLISHED, DEADLINE, PublicState.CLOSED),
        (CallState.UNDER_REVIEW, DEADLINE, PublicState.UNDER_REVIEW),
        (CallState.IN_EVALUATION, DEADLINE, PublicState.IN_EVALUATION),
        (CallState.PROVISIONAL_RANKING, DEADLINE, PublicState.PROVISIONAL_RANKING),
        (CallState.FINAL_RANKING, DEADLINE, PublicState.FINAL_RANKING),
    ],
)
def test_words_for_the_public(state, moment, shown):
    assert public_state(state, OPENS, DEADLINE, moment, inclusive=False) is shown


def test_a_draft_has_no_public_word():
    with pytest.raises(ValueError):
        public_state(CallState.DRAFT, OPENS, DEADLINE, OPENS, inclusive=False)


TIMES = Timetable(opens_at=OPENS, deadline_at=DEADLINE)
CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("state", "moment", "now"),
    [
        (CallState.PUBLISHED, OPENS - SECOND, Phase.OPENING),
        (CallState.PUBLISHED, OPENS, Phase.DEADLINE),
        (CallState.PUBLISHED, DEADLINE, Phase.REVIEW),
        (CallState.UNDER_REVIEW, DEADLINE, Phase.REVIEW),
        (CallState.IN_EVALUATION, DEADLINE, Phase.EVALUATION),
        (CallState.PROVISIONAL_RANKING, DEADLINE, Phase.OBSERVATIONS),
        (CallState.FINAL_RANKING, DEADLINE, None),
    ],
)
def test_where_the_procedure_is(state, moment, now):
    steps = milestones(TIMES, state, moment, CALENDAR)
    assert [step.phase for step in steps if step.progress is Progress.NOW] == ([now] if now else [])
    assert [step.phase for step in steps] == list(Phase)


def test_terms_follow_one_another():
    ends = {step.phase: step.on for step in milestones(TIMES, CallState.PUBLISHED, OPENS, CALENDAR)}
    alone = {
        step.phase: step.on
        for step in milestones(TIMES, CallState.PUBLISHED, OPENS, CALENDAR, committee=False)
    }
    assert alone[Phase.EVALUATION] == alone[Phase.REVIEW] == ends[Phase.REVIEW], (
        "nobody waits for a committee"
    )
    assert alone[Phase.OBSERVATIONS] < ends[Phase.OBSERVATIONS]
    assert ends[Phase.REVIEW] < ends[Phase.EVALUATION] < ends[Phase.OBSERVATIONS]
    assert ends[Phase.END] == procedure_end(TIMES, CALENDAR)


def test_when_the_page_changes():
    assert changing_instants(TIMES) == (OPENS, DEADLINE - timedelta(days=20), DEADLINE)
    inclusive = Timetable(OPENS, DEADLINE, deadline_inclusive=True, clarifications_until=OPENS + SECOND)
    assert changing_instants(inclusive)[2:] == (DEADLINE + SECOND, OPENS + SECOND)


def test_the_calendar_file():
    event = Event(
        "u@x",
        DEADLINE,
        OPENS,
        "Scade: a, b; c\\d",
        "Riga\r\naltra\x07",
        "https://example.org",
        1,
        (timedelta(days=7),),
    )
    text = calendar_file(event, product="-//X//IT").decode()
    assert "DTSTART:20261218T110000Z\r\n" in text
    assert r"SUMMARY:Scade: a\, b\; c\\d" in text
    assert r"DESCRIPTION:Riga\naltra" in text
    assert "TRIGGER:-P7D" in text
    assert escaped("a\rb") == "a\\nb"


def test_no_line_is_too_long():
    line = folded("SUMMARY:" + "è" * 100)
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    assert line.replace("\r\n ", "") == "SUMMARY:" + "è" * 100
