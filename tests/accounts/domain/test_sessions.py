"""When a session ends, and how long what is known of it is kept."""

from datetime import UTC, datetime

import pytest

from manifattura.accounts.domain.accesses import oldest_kept
from manifattura.accounts.domain.idling import IdleRule

RULE = IdleRule(limit=1800, warning=120)


def test_a_session_ends_when_nobody_used_it_for_as_long_as_promised():
    assert RULE.noted_every == 300
    assert not RULE.has_ended(None, 10_000)
    assert not RULE.has_ended(0, 2100)
    assert RULE.has_ended(0, 2101)


def test_the_last_request_is_written_now_and_then():
    assert RULE.is_to_note(None, 5)
    assert not RULE.is_to_note(1000, 1299)
    assert RULE.is_to_note(1000, 1300)
    assert RULE.is_to_note(1000, 900)


@pytest.mark.parametrize(
    ("moment", "months", "oldest"),
    [
        (datetime(2026, 11, 25, 6, tzinfo=UTC), 24, datetime(2024, 11, 1, tzinfo=UTC)),
        (datetime(2026, 1, 31, 6, tzinfo=UTC), 1, datetime(2025, 12, 1, tzinfo=UTC)),
    ],
)
def test_accesses_are_kept_for_whole_months(moment, months, oldest):
    assert oldest_kept(moment, months) == oldest
