"""Counts kept in the process: a crowd costs little, and is forgotten when its time is over."""

from datetime import timedelta

import pytest

from manifattura.kernel import rate_limits


class Watched(dict):
    """Says how often all of it was read."""

    read_whole = 0

    def items(self):
        self.read_whole += 1
        return super().items()


@pytest.fixture
def here(monkeypatch):
    watched = Watched()
    monkeypatch.setattr(rate_limits, "_here", watched)
    monkeypatch.setattr(rate_limits, "_look_again_at", rate_limits.MANY)
    return watched


def test_a_crowd_is_not_read_whole_at_every_request(here):
    for number in range(4 * rate_limits.MANY):
        assert rate_limits.seconds_to_wait(f"person:{number}", 5, timedelta(minutes=1)) == 0
    assert here.read_whole <= 3


def test_who_came_long_ago_is_forgotten(here):
    for number in range(rate_limits.MANY + 1):
        rate_limits.seconds_to_wait(f"person:{number}", 5, timedelta(0))
    rate_limits.seconds_to_wait("the last", 5, timedelta(minutes=1))
    assert list(here) == ["the last"]
