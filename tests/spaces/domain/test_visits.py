"""Visits: turns of a day, until when one books, when presence is written, who is reminded; the file for calendars."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from manifattura.spaces.domain.visit_calendar import visit_file
from manifattura.spaces.domain.visits import (
    MOST_TURNS,
    TurnFault,
    is_to_be_reminded,
    may_mark,
    may_still_book,
    turns,
)

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=ZoneInfo("Europe/Rome"))
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def test_turns_follow_each_other():
    found = turns(NOON, 3, 30, NOON - DAY)
    assert [one.starts_at for one in found] == [NOON, NOON + 30 * MINUTE, NOON + 60 * MINUTE]
    assert all(one.ends_at - one.starts_at == 30 * MINUTE for one in found)


@pytest.mark.parametrize(
    ("first", "count", "minutes", "fault"),
    [
        (NOON - DAY, 1, 30, TurnFault.PAST),
        (NOON, 1, 9, TurnFault.SHORT),
        (NOON, 0, 30, TurnFault.MANY),
        (NOON, MOST_TURNS + 1, 10, TurnFault.MANY),
        (NOON, 13, 60, TurnFault.NEXT_DAY),
    ],
)
def test_turns_that_cannot_be(first, count, minutes, fault):
    assert turns(first, count, minutes, NOON - DAY) is fault


def test_one_books_until_the_turn_begins_and_presence_is_written_from_then_on():
    assert may_still_book(NOON, NOON - MINUTE)
    assert not may_still_book(NOON, NOON)
    assert not may_mark(NOON, NOON - MINUTE)
    assert may_mark(NOON, NOON)


@pytest.mark.parametrize(
    ("booked", "now", "reminded"),
    [
        (NOON - 3 * DAY, NOON - DAY - MINUTE, False),
        (NOON - 3 * DAY, NOON - DAY, True),
        (NOON - 3 * DAY, NOON, False),
        (NOON - DAY, NOON - DAY + MINUTE, False),
    ],
)
def test_who_booked_earlier_is_reminded_the_day_before(booked, now, reminded):
    assert is_to_be_reminded(NOON, booked, now) is reminded


@pytest.mark.parametrize(("off", "words"), [(False, b"STATUS:CONFIRMED"), (True, b"METHOD:CANCEL")])
def test_a_calendar_takes_the_visit_in_and_out(off, words):
    file = visit_file(
        uid="visita-1@citta", starts_at=NOON, ends_at=NOON + 30 * MINUTE, written_at=NOON, title="Visita, Bovisa", place="Portone",
        url="https://esempio.it/", off=off,
    )  # fmt: skip
    assert words in file
    assert b"DTSTART:20261203T110000Z\r\n" in file
    assert b"SUMMARY:Visita\\, Bovisa" in file
