"""A deadline only moves later, in the session it belongs to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from manifattura.calls.domain.edition import Round
from manifattura.calls.domain.extensions import ExtensionError, deadline_of, extended
from tests.applications.samples import sample_edition

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def one_session(deadline=NOW + DAY):
    edition = sample_edition()
    times = replace(edition.timetable, opens_at=NOW - DAY, deadline_at=deadline)
    return replace(edition, timetable=times, rounds=(Round(1, edition.budget),))


def two_sessions():
    edition = one_session(NOW + 4 * DAY)
    first = Round(1, edition.budget, NOW - DAY, NOW + DAY)
    second = Round(2, edition.budget, NOW + 2 * DAY, NOW + 4 * DAY)
    return replace(edition, rounds=(first, second))


def why(*arguments):
    with pytest.raises(ExtensionError) as refused:
        extended(*arguments)
    return str(refused.value)


def test_the_only_session_takes_the_deadline_of_the_call():
    edition = extended(one_session(), 1, NOW + 3 * DAY, NOW)
    assert edition.timetable.deadline_at == NOW + 3 * DAY
    assert edition.rounds[0].deadline_at is None
    assert deadline_of(edition, 1) == NOW + 3 * DAY


def test_it_only_moves_later_and_into_the_future():
    assert why(one_session(), 1, NOW + DAY, NOW) == "La nuova scadenza deve venire dopo quella in vigore."
    past = one_session(NOW - 2 * DAY)
    assert why(past, 1, NOW - DAY, NOW) == "La nuova scadenza deve essere futura."
    far = NOW.replace(year=3026)
    assert why(one_session(), 1, far, NOW) == "La scadenza è fra più di cinque anni: controlla l’anno."


def test_a_session_moves_alone_and_does_not_run_into_the_next():
    edition = extended(two_sessions(), 1, NOW + 2 * DAY, NOW)
    assert [one.deadline_at for one in edition.rounds] == [NOW + 2 * DAY, NOW + 4 * DAY]
    assert edition.timetable.deadline_at == NOW + 4 * DAY
    assert "La sessione 2 comincerebbe prima" in why(two_sessions(), 1, NOW + 3 * DAY, NOW)
    last = extended(two_sessions(), 2, NOW + 5 * DAY, NOW)
    assert last.timetable.deadline_at == NOW + 5 * DAY
    assert why(two_sessions(), 3, NOW + 9 * DAY, NOW) == "Il bando non ha questa sessione."
