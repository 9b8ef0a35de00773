"""Until when a call is asked about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from manifattura.calls.domain.clarifications import asked_until, may_ask_at
from tests.applications.samples import sample_edition

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_questions_end_with_their_own_term_or_with_the_deadline():
    times = replace(
        sample_edition().timetable, opens_at=NOW - DAY, deadline_at=NOW + DAY, clarifications_until=NOW
    )
    assert asked_until(times) == NOW
    assert not may_ask_at("published", times, NOW)
    assert may_ask_at("published", times, NOW - DAY)
    without = replace(times, clarifications_until=None)
    assert may_ask_at("published", without, NOW)
    assert not may_ask_at("suspended", without, NOW)
