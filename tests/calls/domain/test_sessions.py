"""Sessions: which one takes what arrives, what the public reads in between, what must hold before publication."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain import session_checks
from manifattura.calls.domain.amendments import (
    KIND_FIXED,
    RULES_FIXED,
    SESSION_EARLIER,
    SESSION_OVER,
    SESSIONS_FIXED,
    amendable_parts,
    amendment_problems,
)
from manifattura.calls.domain.differences import differences
from manifattura.calls.domain.document import edition_to_document
from manifattura.calls.domain.edition import Round, Timetable
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.session_checks import session_problems
from manifattura.calls.domain.sessions import (
    in_session,
    instants_of,
    session_at,
    session_in_view,
    sessions_of,
    timetable_at,
)
from manifattura.calls.domain.states import CallState, PublicState, public_state
from manifattura.calls.domain.unfinished import NO_END, NOT_YET, blank_edition
from manifattura.ui.formats import date_text

ROME = ZoneInfo("Europe/Rome")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
OPENS = datetime(2026, 9, 1, 10, tzinfo=UTC)
MONEY = Decimal("750000.00")


def edition(*windows, **changes):
    """A rolling call with these (opening, deadline)."""
    rounds = tuple(Round(number, MONEY, first, last) for number, (first, last) in enumerate(windows, start=1))
    blank = blank_edition()
    return replace(
        blank,
        kind="rolling",
        budget=MONEY * len(rounds),
        rounds=rounds,
        timetable=Timetable(windows[0][0], windows[-1][1]),
        **changes,
    )


TWO = edition((OPENS, OPENS + 10 * DAY), (OPENS + 20 * DAY, OPENS + 30 * DAY))


def number_at(moment, *, between=False, of=TWO):
    found = session_at(sessions_of(of), moment, between=between)
    return found.number if found else None


@pytest.mark.parametrize(
    ("moment", "strict", "between"),
    [
        (OPENS - SECOND, None, None),
        (OPENS, 1, 1),
        (OPENS + 10 * DAY - SECOND, 1, 1),
        (OPENS + 10 * DAY, None, 2),
        (OPENS + 20 * DAY - SECOND, None, 2),
        (OPENS + 20 * DAY, 2, 2),
        (OPENS + 30 * DAY, None, None),
    ],
)
def test_which_session_takes_what_arrives(moment, strict, between):
    assert number_at(moment) == strict
    assert number_at(moment, between=True) == between


def test_the_deadlines_own_second_as_the_call_says():
    inclusive = replace(TWO, timetable=replace(TWO.timetable, deadline_inclusive=True))
    deadline = OPENS + 10 * DAY
    assert number_at(deadline + timedelta(milliseconds=999)) is None
    assert number_at(deadline + timedelta(milliseconds=999), of=inclusive) == 1
    assert number_at(deadline + SECOND, of=inclusive) is None


def test_a_call_without_sessions_takes_nothing():
    assert session_at((), OPENS, between=True) is None


@given(
    days=st.lists(st.integers(1, 40), min_size=1, max_size=6), at=st.integers(-5, 400), between=st.booleans()
)
def test_at_most_one_session_takes_an_arrival_and_it_is_never_over(days, at, between):
    windows, start = [], OPENS
    for length in days:
        windows.append((start, start + length * DAY))
        start += (length + 2) * DAY
    sessions, moment = sessions_of(edition(*windows)), OPENS + at * DAY
    found = session_at(sessions, moment, between=between)
    open_now = [one for one in sessions if one.opens_at <= moment and not one.is_over(moment)]
    assert len(open_now) <= 1
    if open_now:
        assert found == open_now[0]
    elif found is not None:
        assert between
        assert not found.is_over(moment)
        assert all(one.is_over(moment) for one in sessions[: found.number - 1])


@pytest.mark.parametrize(
    ("moment", "word", "with_between"),
    [
        (OPENS - DAY, PublicState.ANNOUNCED, PublicState.ANNOUNCED),
        (OPENS, PublicState.CLOSING_SOON, PublicState.CLOSING_SOON),
        (OPENS + 12 * DAY, PublicState.ANNOUNCED, PublicState.CLOSING_SOON),
        (OPENS + 30 * DAY, PublicState.CLOSED, PublicState.CLOSED),
    ],
)
def test_what_the_public_reads(moment, word, with_between):
    for call, expected in ((TWO, word), (replace(TWO, between_sessions=True), with_between)):
        times = timetable_at(call, moment)
        assert (
            public_state(CallState.PUBLISHED, times.opens_at, times.deadline_at, moment, inclusive=False)
            is expected
        )


def test_the_session_in_view_is_the_first_not_over():
    sessions = sessions_of(TWO)
    assert [session_in_view(sessions, OPENS + days * DAY).number for days in (-1, 5, 10, 40)] == [1, 1, 2, 2]
    assert len(instants_of(TWO)) == 6
    ranking = replace(TWO, kind="ranking", rounds=(Round(1, MONEY),))
    assert timetable_at(ranking, OPENS) is ranking.timetable
    assert len(instants_of(ranking)) == 3


def test_an_application_is_judged_by_the_dates_of_its_session():
    assert in_session(TWO, 1).timetable.deadline_at == OPENS + 10 * DAY
    assert in_session(TWO, 2).timetable.opens_at == OPENS + 20 * DAY
    ranking = replace(TWO, kind="ranking", rounds=(Round(1, MONEY),))
    assert in_session(ranking, 1) is ranking


def test_a_register_is_always_open():
    word = public_state(CallState.PUBLISHED, OPENS, NO_END, OPENS + DAY, inclusive=False)
    assert word is PublicState.ALWAYS_OPEN
    assert (
        public_state(CallState.PUBLISHED, OPENS, NO_END, OPENS - DAY, inclusive=False)
        is PublicState.ANNOUNCED
    )


# ------------------------------------------------------------------ summer time


def rome(*when):
    return datetime(*when, tzinfo=ROME)


@pytest.mark.parametrize(
    ("before", "deadline", "hours", "words"),
    [
        # the clocks go back in the night of 25 October 2026: that day has 25 hours
        (rome(2026, 10, 24, 12), rome(2026, 10, 25, 12), 25, "domenica 25 ottobre 2026, ore 12:00"),
        # and forward in the night of 28 March 2027: that day has 23
        (rome(2027, 3, 27, 12), rome(2027, 3, 28, 12), 23, "domenica 28 marzo 2027, ore 12:00"),
        # 29 March 2026, the other year's change
        (rome(2026, 3, 28, 12), rome(2026, 3, 29, 12), 23, "domenica 29 marzo 2026, ore 12:00"),
    ],
)
def test_noon_is_noon_on_the_day_the_clocks_change(before, deadline, hours, words):
    call = edition((before, deadline))
    session = sessions_of(call)[0]
    assert date_text(session.deadline_at, "hour").replace("\u00a0", " ") == words
    assert session.deadline_at.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=hours)
    last = deadline.astimezone(UTC) - SECOND
    assert number_at(last, of=call) == 1
    assert number_at(last + SECOND, of=call) is None


def test_the_hour_that_comes_twice_is_two_hours():
    first = datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=ROME)
    call = edition((first - DAY, datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ROME).astimezone(UTC)))
    assert number_at(first.astimezone(UTC), of=call) == 1
    assert number_at(first.astimezone(UTC) + timedelta(minutes=59), of=call) == 1
    assert number_at(first.astimezone(UTC) + timedelta(hours=1), of=call) is None


# ------------------------------------------------------------------ before publication


def problems(call, moment=OPENS - DAY):
    return [found.message.text for found in session_problems(call, moment)]


def test_sessions_that_can_be_published():
    assert problems(TWO) == []
    assert problems(replace(TWO, kind="ranking")) == []


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (replace(TWO, rounds=()), session_checks.NO_SESSIONS),
        (edition((OPENS, OPENS + DAY)), session_checks.ONE_SESSION),
        (edition((NOT_YET, OPENS), (OPENS, OPENS + DAY)), session_checks.NO_OPENING),
        (edition((OPENS, NOT_YET), (OPENS + DAY, OPENS + 2 * DAY)), session_checks.NO_DEADLINE),
        (edition((OPENS, OPENS), (OPENS + DAY, OPENS + 2 * DAY)), session_checks.DEADLINE_FIRST),
        (edition((OPENS, OPENS + 3 * DAY), (OPENS + DAY, OPENS + 5 * DAY)), session_checks.OVERLAP),
        (edition((OPENS - 9 * DAY, OPENS - 5 * DAY), (OPENS, OPENS + DAY)), session_checks.FIRST_OVER),
        (edition((OPENS, OPENS + DAY), (OPENS + 2 * DAY, OPENS.replace(year=3026))), session_checks.TOO_FAR),
        (
            replace(TWO, rounds=(TWO.rounds[0], replace(TWO.rounds[1], budget=Decimal(0)))),
            session_checks.NO_MONEY,
        ),
        (replace(TWO, aid=replace(TWO.aid, cap=MONEY + 1)), session_checks.CAP_ABOVE),
        (replace(TWO, budget=MONEY), session_checks.SUM),
    ],
)
def test_what_is_wrong_with_sessions(call, text):
    assert text in problems(call)


def test_a_session_may_open_at_the_instant_the_one_before_is_over():
    touching = edition((OPENS, OPENS + DAY), (OPENS + DAY, OPENS + 2 * DAY))
    assert problems(touching) == []
    inclusive = replace(touching, timetable=replace(touching.timetable, deadline_inclusive=True))
    assert problems(inclusive) == [session_checks.OVERLAP]


# ------------------------------------------------------------------ amendments


def moved(call, number, **changes):
    rounds = tuple(replace(one, **changes) if one.number == number else one for one in call.rounds)
    return replace(call, rounds=rounds, timetable=replace(call.timetable, deadline_at=rounds[-1].deadline_at))


def amended(after, moment):
    return [found.message.text for found in amendment_problems(TWO, after, moment, 7 * DAY)]


def test_what_an_amendment_may_change_of_sessions():
    opened, after_first = OPENS + DAY, OPENS + 12 * DAY
    assert amended(moved(TWO, 1, deadline_at=OPENS + 15 * DAY), opened) == []
    assert amended(moved(TWO, 2, budget=Decimal(1)), OPENS - DAY) == []
    assert amended(moved(TWO, 2, budget=Decimal(1)), opened) == [SESSIONS_FIXED]
    assert amended(moved(TWO, 1, deadline_at=OPENS + 5 * DAY), opened) == [SESSION_EARLIER]
    assert amended(moved(TWO, 1, deadline_at=OPENS + 15 * DAY), after_first) == [SESSION_OVER]
    assert amended(replace(TWO, carry_over=True), opened) == [RULES_FIXED]
    assert amended(replace(TWO, kind="ranking"), opened) == [KIND_FIXED]


def test_which_pages_stay_open_for_an_amendment():
    assert Part.PROCEDURE in amendable_parts(TWO, OPENS + DAY)
    assert Part.PROCEDURE not in amendable_parts(replace(TWO, kind="ranking"), OPENS + DAY)


def test_versions_show_what_changes_of_a_session():
    later = moved(TWO, 1, deadline_at=OPENS + 15 * DAY)
    found = differences(edition_to_document(TWO), edition_to_document(later))
    assert [one.path for one in found] == [("rounds", "1", "deadline_at")]
