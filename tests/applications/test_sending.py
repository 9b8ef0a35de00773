"""Sending: frozen, numbered, once, in time."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Submission
from manifattura.applications.queries.applications import (
    attachments_of,
    bid_of,
    live_applications,
    payload_of,
)
from manifattura.calls.models import CallRound
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory
from tests.factories.applications import complete_application, submitted_application
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


def test_sent_application_is_frozen_hashed_and_numbered():
    call = published_call()
    application = submitted_application(call)
    payload = payload_of(application)
    submission = application.submission

    assert application.state == ApplicationState.SUBMITTED
    assert application.is_live
    assert payload["format"] == "manifattura-application/1"
    assert payload["call"] == call.slug
    assert payload["edition_sha256"] == call.current_edition.sha256
    assert payload["submitted_by"]["capacity"] == "legal_rep"
    assert [tick["key"] for tick in payload["declarations"]] == ["seat-in-area", "size"]
    assert [file["sha256"] for file in payload["files"]] == [
        file.sha256 for file in attachments_of(application)
    ]
    assert payload["project_cost"] == "65000.00"
    assert payload["requested"] == "48750.00"
    assert payload["flags"] == ["young"]
    assert payload["bonuses_claimed"] == ["young"]
    assert submission.payload_sha256 == sha256_hex(json.loads(submission.payload))
    assert submission.payload.encode() == canonical_json(payload)
    assert submission.registration.endswith(f"/{submission.registration_year}")
    assert bid_of(application).lot.key == "unico"
    assert list(live_applications(call.pk)) == [application]


def test_sending_twice_gives_the_same_receipt():
    application = complete_application(published_call())
    first = submit_application(application=application, idempotency_key="one", by=application.created_by)
    second = submit_application(application=application, idempotency_key="two", by=application.created_by)
    assert first.pk == second.pk
    assert Submission.objects.count() == 1


def test_late_by_the_database_clock_is_refused_and_leaves_no_trace():
    call = published_call()
    application = complete_application(call)
    CallRound.objects.filter(call=call).update(deadline_at=database_now() - timedelta(seconds=1))
    with pytest.raises(Refused) as refusal:
        submit_application(application=application, idempotency_key="late", by=application.created_by)
    assert refusal.value.code == "late"
    assert "termine è scaduto" in refusal.value.message
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("inclusive", "accepted"), [(True, True), (False, False)])
def test_the_deadlines_own_second_counts_only_where_the_call_says_so(inclusive, accepted):
    call = published_call(inclusive=inclusive)
    application = complete_application(call)
    # the whole current second and the next are "the deadline's second" for one of the two instants
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(1 - extract(epoch FROM clock_timestamp())::numeric % 1)")
    CallRound.objects.filter(call=call).update(deadline_at=database_now().replace(microsecond=0))

    def send():
        submit_application(application=application, idempotency_key="edge", by=application.created_by)

    if accepted:
        send()
        assert Submission.objects.get().received_at >= call.rounds.get().deadline_at
    else:
        with pytest.raises(Refused):
            send()


def test_only_a_representative_or_delegate_sends():
    application = complete_application(published_call())
    helper = PersonFactory()
    MandateFactory(organisation=application.lead, person=helper, kind=MandateKind.COLLABORATOR)
    with pytest.raises(PermissionRefused):
        submit_application(application=application, idempotency_key="x", by=helper)
    delegate = PersonFactory()
    MandateFactory(organisation=application.lead, person=delegate, kind=MandateKind.DELEGATE)
    submit_application(application=application, idempotency_key="x", by=delegate)
    assert payload_of(application)["submitted_by"]["capacity"] == "delegate"


def test_nothing_sent_can_be_changed():
    application = submitted_application(published_call())
    with pytest.raises(Refused):
        save_section(
            sheet=application,
            section_key="project",
            answers={"project_title": "Altro"},
            base_version=9,
            by=application.created_by,
        )
    for change in ({"payload": "{}"}, {"payload_sha256": "0" * 64}, {"registration_number": 99}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Submission.objects.filter(pk=application.submission.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=application.submission.pk).delete()


def test_withdraw_then_send_a_new_one():
    call = published_call()
    first = submitted_application(call)
    withdraw_application(application=first, by=first.created_by)
    withdraw_application(application=first, by=first.created_by)
    assert first.state == ApplicationState.WITHDRAWN
    second = submitted_application(call, lead=first.lead, by=first.created_by)
    assert second.pk != first.pk
    assert [application.pk for application in live_applications(call.pk)] == [second.pk]
    assert AuditEntry.objects.filter(verb="application_withdrawn").count() == 1
    [notice] = first.created_by.notices.filter(kind="application_withdrawn")
    assert str(first.submission) in notice.subject


def test_after_the_deadline_withdrawing_is_giving_up():
    call = published_call()
    application = submitted_application(call)
    CallRound.objects.filter(call=call).update(deadline_at=database_now() - timedelta(seconds=1))
    withdraw_application(application=application, by=application.created_by)
    assert application.state == ApplicationState.WITHDRAWN
    with pytest.raises(Refused):
        complete_application(call, lead=application.lead, by=application.created_by)


def test_what_is_in_a_ranking_is_not_withdrawn_by_the_applicant_alone():
    application = submitted_application(published_call())
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.FUNDED)
    with pytest.raises(Refused) as refusal:
        withdraw_application(application=application, by=application.created_by)
    assert refusal.value.code == "state"


def test_a_second_live_application_replaces_the_first_only_when_told():
    call = published_call()
    first = submitted_application(call)
    second = complete_application(call, lead=first.lead, by=first.created_by)
    with pytest.raises(Refused) as refusal:
        submit_application(application=second, idempotency_key="2", by=first.created_by)
    assert refusal.value.code == "already_sent"
    submit_application(application=second, idempotency_key="2", by=first.created_by, replaces=True)
    first.refresh_from_db()
    assert first.state == ApplicationState.WITHDRAWN
    assert [application.pk for application in live_applications(call.pk)] == [second.pk]


def test_numbers_follow_arrivals_without_gaps_and_the_registrar_repeats_harmlessly():
    call = published_call()
    sent = [submitted_application(call, register=False) for _ in range(3)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('applications_arrival')")
    sent.append(submitted_application(call, register=False))
    assert register_submissions(announce=False) == 4
    assert register_submissions(announce=False) == 0
    numbers = [Submission.objects.get(application=application).registration_number for application in sent]
    assert numbers == [1, 2, 3, 4]


def test_an_idempotency_key_belongs_to_one_application():
    call = published_call()
    first, second = complete_application(call), complete_application(call)
    submit_application(application=first, idempotency_key="same", by=first.created_by)
    with pytest.raises(Refused) as refusal:
        submit_application(application=second, idempotency_key="same", by=second.created_by)
    assert refusal.value.code == "reused"
    second.refresh_from_db()
    assert second.state == ApplicationState.DRAFT


def test_incomplete_is_refused():
    call = published_call()
    application = complete_application(call, answers={"project_title": None})
    with pytest.raises(Refused) as refusal:
        submit_application(application=application, idempotency_key="x", by=application.created_by)
    assert refusal.value.code == "incomplete"
