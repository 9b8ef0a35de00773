"""A month as weeks, and events as calendar files."""

from datetime import UTC, date, datetime

import pytest

from manifattura.communication.domain.event_calendar import Meeting, meetings_file
from manifattura.communication.domain.month_grid import Month, days_of, month_of, read_month, weeks_of


def test_weeks_begin_on_monday_and_hold_every_day_once():
    weeks = weeks_of(Month(2026, 12))
    assert weeks[0][0] is None
    assert weeks[0][1] == date(2026, 12, 1)
    assert [day.day for week in weeks for day in week if day] == list(range(1, 32))
    assert all(len(week) == 7 for week in weeks)


def test_months_follow_each_other():
    assert (Month(2026, 12).following, Month(2027, 1).previous) == (Month(2027, 1), Month(2026, 12))
    assert (Month(2026, 5).following.code, Month(2026, 5).previous.code) == ("2026-06", "2026-04")
    assert month_of(date(2026, 2, 28)).first == date(2026, 2, 1)


@pytest.mark.parametrize(
    "code", ["", "2026", "2026-13", "2026-00", "1999-01", "20٢6-01", "2026-1", "x026-01"]
)
def test_what_is_no_month(code):
    assert read_month(code) is None


def test_days_of_an_event_within_a_month():
    assert read_month("2026-12") == Month(2026, 12)
    assert days_of(date(2026, 11, 29), date(2026, 12, 2), Month(2026, 12)) == [
        date(2026, 12, 1),
        date(2026, 12, 2),
    ]


def meeting(*, is_off=False):
    at = datetime(2026, 12, 1, 18, tzinfo=UTC)
    return Meeting("a@b", at, at, at, "Titolo, con virgola", "", "Via campione 7", "https://x", 2, is_off)


def test_a_file_of_one_and_of_many():
    one = meetings_file([meeting()], product="p").decode()
    assert "METHOD:PUBLISH\r\n" in one
    assert "SUMMARY:Titolo\\, con virgola\r\n" in one
    assert "STATUS:CONFIRMED" in one
    assert "SEQUENCE:2" in one
    many = meetings_file([meeting(), meeting(is_off=True)], product="p", name="Eventi").decode()
    assert "METHOD:PUBLISH" in many
    assert "X-WR-CALNAME:Eventi" in many
    off = meetings_file([meeting(is_off=True)], product="p").decode()
    assert "METHOD:CANCEL" in off
    assert "STATUS:CANCELLED" in off
