"""Alerts: seven days to confirm, stretches that never overlap, choices that exist."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.communication.domain.alerts import (
    CONFIRM_WITHIN,
    EVERY,
    SETTLED,
    WRITE_AGAIN_AFTER,
    Stretch,
    fits,
    is_expired,
    may_write_again,
    names,
    next_stretch,
    offered_topics,
)

AT = datetime(2026, 12, 1, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_an_address_waits_seven_days_for_its_confirmation():
    assert not is_expired(AT, AT + CONFIRM_WITHIN - SECOND)
    assert is_expired(AT, AT + CONFIRM_WITHIN)


def test_an_address_is_written_to_once_in_ten_minutes():
    assert may_write_again(None, AT)
    assert not may_write_again(AT, AT + WRITE_AGAIN_AFTER - SECOND)
    assert may_write_again(AT, AT + WRITE_AGAIN_AFTER)


def test_a_digest_begins_where_the_last_one_ended_and_leaves_the_last_minutes_to_the_next():
    assert next_stretch(AT, AT + EVERY + SETTLED) == Stretch(AT, AT + EVERY)
    assert next_stretch(AT, AT + EVERY + SETTLED - SECOND) is None
    assert next_stretch(AT, AT) is None


@given(st.lists(st.integers(min_value=0, max_value=72 * 60), max_size=20))
def test_whenever_the_job_runs_every_instant_is_told_once(minutes):
    told, moment, found = AT, AT, []
    for wait in minutes:
        moment += timedelta(minutes=wait)
        if stretch := next_stretch(told, moment):
            found.append(stretch)
            told = stretch.until
    ends = [AT, *(one.until for one in found)]
    assert [one.since for one in found] == ends[:-1]
    assert ends == sorted(ends)
    assert told <= moment


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({}, {}),
        ({"news": []}, {"news": []}),
        ({"news": ["nil:1"], "spaces": ["nil:9"]}, {}),
        ({"spaces": ["nil:2", "nil:1", "nil:1", "nil:999"], "unknown": []}, {"spaces": ["nil:1", "nil:2"]}),
    ],
)
def test_only_what_exists_is_chosen(wanted, kept):
    assert offered_topics(wanted, {"news": set(), "spaces": {"nil:1", "nil:2"}}) == kept


def test_no_filter_means_everything_and_one_that_fits_is_enough():
    assert fits((), ("nil:1",))
    assert fits({"nil:1", "municipio:2"}, ("nil:1", "municipio:9"))
    assert not fits({"nil:1"}, ("nil:2", "municipio:1"))
    assert not fits({"nil:1"}, ())


@pytest.mark.parametrize(
    ("label", "words", "found"),
    [
        ("Lodi - Corvetto", "corvetto", True),
        ("Città Studi", "citta STUDI", True),
        ("Città Studi", "citta corvetto", False),
        ("Brera", "", True),
    ],
)
def test_a_long_list_is_searched_by_its_words(label, words, found):
    assert names(label, words) is found
