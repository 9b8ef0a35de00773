"""Places at a session: never more than there are, in order of arrival."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.communication.domain.attendance import (
    Session,
    SessionState,
    SignUpState,
    again,
    is_full,
    may_be_reminded,
    moving_up,
    place_for_newcomer,
    session_state,
)

AT = datetime(2026, 12, 1, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seats", "full", "moment", "state"),
    [
        (10, False, AT - timedelta(seconds=1), SessionState.OPEN),
        (10, True, AT - timedelta(seconds=1), SessionState.FULL),
        (None, False, AT - timedelta(days=1), SessionState.FREE_ENTRY),
        (10, False, AT, SessionState.OVER),
        (None, False, AT, SessionState.OVER),
    ],
)
def test_what_the_page_says(seats, full, moment, state):
    assert session_state(Session(seats, AT), is_full=full, moment=moment) is state


@given(st.integers(1, 30), st.lists(st.booleans(), max_size=80))
def test_seats_are_never_exceeded_and_the_first_to_wait_is_the_first_to_sit(seats, acts):
    """True: somebody signs up; False: the first who sits gives the seat back."""
    seated, waiting, arrivals = [], [], iter(range(1000))
    order = []
    for arrives in acts:
        if arrives:
            one = next(arrivals)
            place = place_for_newcomer(seats, taken=len(seated), waiting=len(waiting))
            (seated if place is SignUpState.CONFIRMED else waiting).append(one)
            if place is SignUpState.CONFIRMED:
                order.append(one)
        elif seated:
            seated.pop(0)
        moved = moving_up(seats, taken=len(seated), waiting=waiting)
        order.extend(moved)
        seated.extend(moved)
        waiting = waiting[len(moved) :]
        assert len(seated) <= seats
        assert not waiting or len(seated) == seats
        assert is_full(seats, taken=len(seated), waiting=len(waiting)) is (len(seated) == seats)
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("signed_up", "moment", "due"),
    [
        (AT - timedelta(days=5), AT - timedelta(hours=24), True),
        (AT - timedelta(days=5), AT - timedelta(hours=25), False),
        (AT - timedelta(hours=3), AT - timedelta(hours=2), False),
        (AT - timedelta(days=5), AT, False),
    ],
)
def test_reminders_go_in_the_day_before(signed_up, moment, due):
    assert may_be_reminded(AT, signed_up_at=signed_up, moment=moment) is due


def test_a_link_is_told_again_once_an_hour():
    assert again(AT) == again(AT.replace(minute=59))
    assert again(AT) != again(AT + timedelta(hours=1))
    assert len(again(AT)) <= 20
