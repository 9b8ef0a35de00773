"""The clock engine: the reference vectors, the edges of the year, and what always holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.clocks import (
    FIXED_DAY,
    Clock,
    Season,
    Suspension,
    TermKind,
    TermState,
    counted_end,
    last_day,
    rejection_suspension,
    state_on,
)
from manifattura.calls.domain.timeline import ROME
from manifattura.kernel.working_days import Calendar, read_calendar

MILAN = read_calendar(
    {
        "holidays": [
            "01-01", "01-06", "04-25", "05-01", "06-02", "08-15", "11-01", "12-08", "12-25", "12-26",
        ],
        "holidays_from": [["10-04", 2026]],
        "patron": "12-07",
    }
)  # fmt: skip
AUGUST = Season((8, 1), (8, 31))
DAY = timedelta(days=1)


def ends(days, start, *stops, season=None, calendar=MILAN):
    return last_day(Clock(days, start, stops, season), calendar)


# ---------------------------------------------------------------- the vectors of the reference


def test_rejection_notice_with_observations():
    stop = rejection_suspension(
        date(2026, 10, 21), date(2026, 10, 28), days=10, resume_days=10, calendar=MILAN
    )
    assert stop == Suspension(date(2026, 10, 21), date(2026, 11, 7))
    assert ends(60, date(2026, 10, 1), stop) == date(2026, 12, 17)


def test_rejection_notice_without_observations():
    stop = rejection_suspension(date(2026, 10, 21), None, days=10, resume_days=10, calendar=MILAN)
    assert stop.until == date(2026, 10, 31)
    assert ends(60, date(2026, 10, 1), stop) == date(2026, 12, 10)


def test_appeal_terms_of_a_publication():
    assert ends(60, date(2026, 11, 30)) == date(2027, 1, 29)
    assert ends(120, date(2026, 11, 30)) == date(2027, 3, 30)


# ---------------------------------------------------------------- rejection notice, other cases


def test_observations_on_the_last_day_are_in_time_and_later_ones_change_nothing():
    def until(observed):
        return rejection_suspension(
            date(2026, 10, 22), observed, days=10, resume_days=10, calendar=MILAN
        ).until

    # ten days from 22 October end on Sunday 1 November, a holiday: the term ends on Monday
    assert until(None) == date(2026, 11, 2)
    assert until(date(2026, 11, 2)) == date(2026, 11, 12)
    assert until(date(2026, 11, 3)) == date(2026, 11, 2)


# ---------------------------------------------------------------- ends and holidays


@pytest.mark.parametrize(
    ("days", "start", "end", "why"),
    [
        (10, date(2026, 11, 18), date(2026, 11, 28), "a Saturday counts"),
        (10, date(2026, 11, 19), date(2026, 11, 30), "Sunday moves to Monday"),
        (7, date(2026, 11, 30), date(2026, 12, 9), "the patron's day and the day after are holidays"),
        (10, date(2026, 12, 15), date(2026, 12, 28), "Christmas, Saint Stephen, Sunday"),
        (30, date(2028, 2, 1), date(2028, 3, 2), "29 February counts"),
        (30, date(2027, 2, 1), date(2027, 3, 3), "a February of 28 days"),
        (1, date(2028, 2, 28), date(2028, 2, 29), "a term may end on a leap day"),
        (1, date(2027, 3, 28), date(2027, 3, 30), "Easter Monday"),
        (10, date(2025, 9, 24), date(2025, 10, 4), "4 October was no holiday in 2025"),
        (9, date(2027, 9, 25), date(2027, 10, 5), "4 October is one from 2026 on"),
    ],
)
def test_ends(days, start, end, why):
    assert ends(days, start) == end, why


def test_a_closing_day_of_the_city_moves_the_end():
    closed = Calendar(closing_days=frozenset({date(2026, 11, 27)}))
    assert ends(10, date(2026, 11, 17), calendar=closed) == date(2026, 11, 28)


def test_days_without_terms_inside_a_term_count():
    assert ends(30, date(2026, 12, 1)) == date(2026, 12, 31)


def test_days_are_days_across_the_change_of_time():
    """29 March 2026 has 23 hours in Rome and 25 October 25: a term of days does not know."""
    for start in (date(2026, 3, 20), date(2026, 10, 20)):
        assert counted_end(Clock(10, start)) == start + timedelta(days=10)
    for moment, day in [
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 10, 24, 21, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ]:
        assert moment.astimezone(ROME).date() == day


# ---------------------------------------------------------------- suspensions


def test_several_suspensions_add_up_and_shared_days_are_lost_once():
    start = date(2026, 1, 12)
    plain = counted_end(Clock(60, start))
    first = Suspension(date(2026, 1, 20), date(2026, 1, 30))
    second = Suspension(date(2026, 2, 10), date(2026, 2, 25))
    assert counted_end(Clock(60, start, (first, second))) == plain + timedelta(days=25)
    overlapping = Suspension(date(2026, 1, 25), date(2026, 2, 4))
    assert counted_end(Clock(60, start, (first, overlapping))) == plain + timedelta(days=15)


def test_a_suspension_without_an_end_leaves_no_day():
    assert ends(60, date(2026, 1, 12), Suspension(date(2026, 2, 1))) is None
    # over before it began: it changes nothing
    assert ends(10, date(2026, 1, 12), Suspension(date(2026, 2, 1))) == date(2026, 1, 22)


def test_a_suspension_on_the_last_day_leaves_nothing_to_count():
    last = date(2026, 1, 22)
    assert ends(10, date(2026, 1, 12), Suspension(last, date(2026, 2, 3))) == date(2026, 2, 3)
    assert ends(10, date(2026, 1, 12), Suspension(last)) is None
    # the ten days end on Sunday; on Monday, while the term still runs, it is stopped
    assert ends(10, date(2026, 1, 15), Suspension(date(2026, 1, 26), date(2026, 2, 2))) == date(2026, 2, 2)


def test_a_suspension_from_before_the_start_takes_only_what_is_after_it():
    stop = Suspension(date(2026, 1, 1), date(2026, 1, 20))
    assert counted_end(Clock(10, date(2026, 1, 12), (stop,))) == date(2026, 1, 30)


def test_a_suspension_resumed_on_the_day_it_began_takes_nothing():
    stop = Suspension(date(2026, 1, 15), date(2026, 1, 15))
    assert counted_end(Clock(10, date(2026, 1, 12), (stop,))) == date(2026, 1, 22)


# ---------------------------------------------------------------- the days of August


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        (60, date(2026, 7, 20), date(2026, 10, 19)),
        (60, date(2026, 8, 10), date(2026, 10, 30)),
        (11, date(2026, 7, 20), date(2026, 7, 31)),
        (60, date(2026, 9, 1), date(2026, 10, 31)),
        (10, date(2022, 7, 21), date(2022, 9, 1)),
    ],
)
def test_days_of_august_do_not_count(days, start, end):
    assert ends(days, start, season=AUGUST) == end


# ---------------------------------------------------------------- what is refused, and what waits


def test_what_is_no_term_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        Clock(0, date(2026, 1, 1))
    with pytest.raises(ValueError, match="before it begins"):
        Clock(1, date(2026, 1, 1), (Suspension(date(2026, 1, 2), date(2026, 1, 1)),))
    with pytest.raises(ValueError, match="one year"):
        Season((12, 20), (1, 10))


def test_without_proof_there_is_no_day():
    assert counted_end(Clock(10)) is None
    assert ends(10, None) is None
    assert state_on(Clock(10), None, date(2026, 1, 1)) is TermState.WAITING


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 1, 11), TermState.WAITING),
        (date(2026, 1, 12), TermState.RUNNING),
        (date(2026, 1, 14), TermState.RUNNING),
        (date(2026, 1, 15), TermState.SUSPENDED),
        (date(2026, 1, 19), TermState.SUSPENDED),
        (date(2026, 1, 20), TermState.RUNNING),
        (date(2026, 1, 27), TermState.RUNNING),
        (date(2026, 1, 28), TermState.EXPIRED),
    ],
)
def test_states(today, state):
    clock = Clock(10, date(2026, 1, 12), (Suspension(date(2026, 1, 15), date(2026, 1, 20)),))
    assert last_day(clock, MILAN) == date(2026, 1, 27)
    assert state_on(clock, date(2026, 1, 27), today) is state


def test_suspended_without_an_end_never_expires():
    clock = Clock(10, date(2026, 1, 12), (Suspension(date(2026, 1, 15)),))
    assert state_on(clock, None, date(2026, 12, 31)) is TermState.SUSPENDED


# ---------------------------------------------------------------- what always holds

# a few years with leap days, both changes of time, and every holiday
some_days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
lengths = st.integers(1, 130)


@st.composite
def stops(draw):
    since = draw(some_days)
    return Suspension(since, since + timedelta(days=draw(st.integers(0, 45))))


many_stops = st.lists(stops(), max_size=4).map(tuple)
seasons = st.sampled_from((None, AUGUST))


@given(some_days, lengths, many_stops, seasons)
def test_a_term_ends_on_a_working_day_after_its_last_counted_one(start, days, suspensions, season):
    clock = Clock(days, start, suspensions, season)
    end, counted = last_day(clock, MILAN), counted_end(clock)
    assert MILAN.is_working(end)
    assert not (season and season.holds(end))
    assert end >= counted >= start + timedelta(days=days)


@given(some_days, lengths, many_stops, seasons)
def test_a_later_start_or_a_longer_term_never_ends_earlier(start, days, suspensions, season):
    end = ends(days, start, *suspensions, season=season)
    assert ends(days, start + DAY, *suspensions, season=season) >= end
    assert ends(days + 1, start, *suspensions, season=season) >= end


@given(some_days, lengths, stops())
def test_a_suspension_within_the_term_adds_exactly_its_days(start, days, stop):
    plain = counted_end(Clock(days, start))
    inside = start <= stop.since < plain
    length = (stop.until - stop.since).days
    with_stop = counted_end(Clock(days, start, (stop,)))
    if inside:
        assert with_stop == plain + timedelta(days=length)
    elif stop.since >= plain or stop.until <= start:
        assert with_stop == plain


@given(some_days, lengths, many_stops, seasons)
def test_the_counted_days_are_as_many_as_the_term(start, days, suspensions, season):
    clock = Clock(days, start, suspensions, season)
    end = counted_end(clock)
    inside = (start + timedelta(days=place) for place in range(1, (end - start).days + 1))
    assert sum(clock.counts(day) for day in inside) == days
    assert clock.counts(end)


@given(some_days, lengths, many_stops)
def test_one_more_suspension_never_brings_the_end_forward(start, days, suspensions):
    end = ends(days, start)
    for many in range(1, len(suspensions) + 1):
        later = ends(days, start, *suspensions[:many])
        assert later >= end
        end = later


@given(some_days, lengths, st.integers(0, 30))
def test_a_rejection_notice_stops_for_its_term_or_until_ten_days_after_the_observations(start, days, after):
    received = start + timedelta(days=days // 2)
    observed = received + timedelta(days=after)
    stop = rejection_suspension(received, observed, days=10, resume_days=10, calendar=MILAN)
    expiry = ends(10, received)
    assert stop.until == (observed + timedelta(days=10) if observed <= expiry else expiry)


def test_a_day_fixed_by_the_calendar_stays_where_it_is() -> None:
    """An entry of a register ends on its day, also a Sunday: no one has to do something by then."""
    sunday = date(2026, 11, 29)
    calendar = Calendar()
    assert last_day(Clock(10, date(2026, 11, 19), moves=False), calendar) == sunday
    assert last_day(Clock(10, date(2026, 11, 19)), calendar) == date(2026, 11, 30)
    assert {kind for kind in TermKind if kind in FIXED_DAY} == {TermKind.VISIT, TermKind.ENTRY_END}
