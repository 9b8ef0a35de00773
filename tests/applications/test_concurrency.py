"""Real threads on the real PostgreSQL: nobody overwrites, nothing is sent twice, numbers have no gaps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections, transaction

from manifattura.applications.actions.email_message import email_message
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Submission
from manifattura.applications.queries.drafts import draft
from manifattura.applications.queries.proof_audit import audit_call
from manifattura.calls.models import CallRound
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, Refused
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory
from tests.factories.applications import complete_application, started_application, submitted_application
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works: Callable[[], Any]) -> list[Any]:
    """Run all at the same time, each on its own connection; results or exceptions, in order."""
    barrier = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            barrier.wait()
            results[place] = work()
        except Exception as error:  # noqa: BLE001 - handed to the test
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_two_workers_write_to_one_recipient_once(settings):
    application = submitted_application(published_call())
    message = send_message(application=application, template="free", subject="a", body="b", by=None)
    recipient = message.recipients.get()
    mail.outbox.clear()
    settings.EMAIL_BACKEND = f"{__name__}.SlowBackend"
    results = together(*[lambda: email_message(recipient_id=recipient.pk)] * 3)
    assert sorted(results) == [False, False, True]
    assert len(mail.outbox) == 1
    assert [row.outcome for row in recipient.deliveries.order_by("pk")] == ["taken", "sent"]


class SlowBackend(EmailBackend):
    """A mail server that takes its time: the others arrive while it works."""

    def send_messages(self, messages):
        time.sleep(0.3)
        return super().send_messages(messages)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("lead").get(pk=application.pk)


def sending(application: Application, key: str) -> Callable[[], Submission]:
    return lambda: submit_application(
        application=fresh(application), idempotency_key=key, by=application.created_by
    )


def test_two_people_on_one_step_lose_nothing():
    application = started_application(published_call())
    other = PersonFactory()
    MandateFactory(organisation=application.lead, person=other, kind=MandateKind.COLLABORATOR)

    def saving(person, answers):
        return lambda: save_section(
            sheet=fresh(application), section_key="project", answers=answers, base_version=1, by=person
        )

    results = together(
        saving(application.created_by, {"project_title": "Uno", "months": "3"}),
        saving(other, {"project_title": "Due", "description": "Testo"}),
    )
    conflicts = [result for result in results if isinstance(result, Conflict)]
    assert len(conflicts) == 1, results
    answers = draft(fresh(application)).answers
    assert answers["months"] == "3"
    assert answers["description"] == "Testo"
    assert conflicts[0].theirs == {"project_title": answers["project_title"]}


def test_a_double_click_sends_once():
    application = complete_application(published_call())
    results = together(*(sending(application, "same") for _ in range(4)), sending(application, "other-tab"))
    assert len({result.pk for result in results}) == 1, results
    assert Submission.objects.count() == 1


def test_sending_against_withdrawing_ends_in_one_clear_state():
    application = complete_application(published_call())
    results = together(
        sending(application, "a"),
        lambda: withdraw_application(application=fresh(application), by=application.created_by),
    )
    state = fresh(application).state
    assert isinstance(results[0], Submission)
    if isinstance(results[1], Refused):
        assert state == ApplicationState.SUBMITTED
    else:
        assert state == ApplicationState.WITHDRAWN
    assert fresh(application).is_live is (state == ApplicationState.SUBMITTED)


def test_around_the_deadline_each_is_in_or_out_by_the_databases_clock():
    call = published_call()
    applications = [complete_application(call) for _ in range(6)]
    deadline = database_now() + timedelta(seconds=2)
    CallRound.objects.filter(call=call).update(deadline_at=deadline)

    def send_later(application: Application, delay: float) -> Callable[[], Any]:
        def work() -> Any:
            time.sleep(max(0.0, (deadline - database_now()).total_seconds() + delay))
            return sending(application, f"k{application.pk}")()

        return work

    delays = (-0.9, -0.5, -0.2, 0.05, 0.3, 1.1)
    results = together(*(send_later(*pair) for pair in zip(applications, delays, strict=True)))
    for application, result in zip(applications, results, strict=True):
        submission = Submission.objects.filter(application=application).first()
        if submission is None:
            assert isinstance(result, Refused), result
            assert result.code == "late"
        else:
            assert submission.received_at.replace(microsecond=0) < deadline
    assert isinstance(results[0], Submission)
    assert isinstance(results[-1], Refused)


def test_many_applicants_at_once_do_not_wait_for_each_other_and_get_numbers_without_gaps():
    call = published_call()
    applications = [complete_application(call) for _ in range(8)]

    def registrar() -> int:
        given = 0
        for _ in range(12):
            given += register_submissions(announce=False)
            time.sleep(0.02)
        return given

    results = together(*(sending(one, f"n{one.pk}") for one in applications), registrar, registrar)
    assert all(isinstance(result, Submission) for result in results[:8]), results
    register_submissions(announce=False)
    rows = list(Submission.objects.order_by("arrival").values_list("registration_number", flat=True))
    assert rows == list(range(1, 9))
    report = audit_call(call.pk, call.slug)
    assert (report.leaves, report.findings) == (8, [])


def test_the_registrar_waits_for_a_lower_arrival_that_is_not_committed_yet():
    call = published_call()
    slow, quick = complete_application(call), complete_application(call)
    drawn, go = threading.Event(), threading.Event()

    def slow_one() -> None:
        with transaction.atomic():
            sending(slow, "slow")()
            drawn.set()
            go.wait(20)

    def quick_one() -> None:
        drawn.wait(20)
        sending(quick, "quick")()

    def registrar() -> int:
        drawn.wait(20)
        while not Submission.objects.filter(application=quick).exists():
            time.sleep(0.01)
        threading.Timer(0.5, go.set).start()
        return register_submissions(announce=False)

    results = together(slow_one, quick_one, registrar)
    assert results[2] == 2, results
    first, second = Submission.objects.order_by("arrival")
    assert (first.application_id, first.registration_number) == (slow.pk, 1)
    assert (second.application_id, second.registration_number) == (quick.pk, 2)


def test_applicants_do_not_hold_each_other_up():
    """One applicant's open transaction does not delay another's sending."""
    call = published_call()
    slow, quick = complete_application(call), complete_application(call)
    drawn, done = threading.Event(), threading.Event()

    def slow_one() -> None:
        with transaction.atomic():
            sending(slow, "slow")()
            drawn.set()
            assert done.wait(20)

    def quick_one() -> Submission:
        drawn.wait(20)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        try:
            return sending(quick, "quick")()
        finally:
            done.set()

    results = together(slow_one, quick_one)
    assert isinstance(results[1], Submission), results
