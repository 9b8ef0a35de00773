"""A remedy request stops the term of the procedure where the call says so: once, and at most thirty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.models import Term
from manifattura.evaluation.actions.close_remedy import withdraw_remedy
from manifattura.kernel.clock import today
from tests.applications.samples import sample_edition
from tests.factories.casework import asked, delivered
from tests.factories.evaluation import reviewed_desk

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def desk_that(*, suspends: bool, applications: int = 2):
    timetable = replace(sample_edition().timetable, remedy_suspends=suspends)
    return reviewed_desk(applications, timetable=timetable)


def procedure() -> Term:
    return Term.objects.get(kind=TermKind.PROCEDURE)


def test_the_session_is_stopped_once_and_goes_on_with_the_last_answer():
    desk = desk_that(suspends=True)
    before = procedure().due_on
    first, second = (asked(desk, review, days=20) for review in desk.reviews)
    delivered(first.message)
    (stop,) = procedure().suspensions.all()
    first.term.refresh_from_db()
    assert (stop.ground, stop.since, stop.until) == ("remedy", today(), first.term.due_on)
    assert procedure().due_on >= before + (stop.until - stop.since)
    # a second request does not stop it again
    delivered(second.message)
    assert procedure().suspensions.count() == 1
    # nor does the count go on while one is open
    withdraw_remedy(request=first, reason="Non serve", by=desk.officer)
    stop.refresh_from_db()
    assert stop.until > today()
    withdraw_remedy(request=second, reason="Non serve", by=desk.officer)
    stop.refresh_from_db()
    assert stop.until == today()
    assert procedure().due_on == before


def test_never_longer_than_the_law():
    desk = desk_that(suspends=True, applications=1)
    request = asked(desk, desk.reviews[0], days=60)
    delivered(request.message)
    stop = procedure().suspensions.get()
    assert stop.until == stop.since + 30 * DAY


def test_a_call_that_does_not_say_it_is_not_stopped():
    desk = desk_that(suspends=False, applications=1)
    delivered(asked(desk, desk.reviews[0]).message)
    assert not procedure().suspensions.exists()
