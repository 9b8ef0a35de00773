"""The clock that nobody sets back."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from manifattura.kernel import steady_clock
from manifattura.kernel.steady_clock import clock_now, set_clock

NOON = datetime(2026, 12, 18, 11, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_clock(monkeypatch):
    monkeypatch.setattr(steady_clock, "_known", [])


def is_about(moment):
    return abs(clock_now() - moment) < timedelta(seconds=1)


def test_unknown_until_the_database_has_answered():
    assert clock_now() is None
    set_clock(NOON)
    assert is_about(NOON)


def test_follows_the_database_forward_and_in_small_drifts():
    set_clock(NOON)
    set_clock(NOON + timedelta(hours=2))
    assert is_about(NOON + timedelta(hours=2))
    set_clock(NOON + timedelta(hours=2) - timedelta(seconds=1.5))
    assert clock_now() < NOON + timedelta(hours=2)


def test_an_answer_that_took_long_never_puts_us_ahead():
    set_clock(NOON, monotonic() - 0.1)
    assert clock_now() >= NOON + timedelta(seconds=0.1)
    set_clock(NOON + timedelta(seconds=10), monotonic() - 5)
    assert clock_now() < NOON + timedelta(seconds=11)


def test_goes_on_when_the_database_steps_back(caplog):
    set_clock(NOON)
    set_clock(NOON - timedelta(seconds=60))
    assert is_about(NOON)
    assert "stepped back by 60 s: time goes on" in caplog.text


def test_believes_a_step_too_large_to_be_a_correction(caplog):
    set_clock(NOON)
    set_clock(NOON - timedelta(hours=1))
    assert is_about(NOON - timedelta(hours=1))
    assert "stepped back by 3600 s: it is believed" in caplog.text
