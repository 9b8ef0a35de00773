"""The way in: few statements, sent as it was read again, once, whatever happens around it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from manifattura.applications.actions.prepare_submission import prepare_submission
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_prepared import send_prepared
from manifattura.applications.models import Application, PreparedSubmission, Submission
from manifattura.calls.models import CallRound
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.domain.kinds import MandateState
from manifattura.organisations.models import Mandate
from tests.applications.published import published_call
from tests.factories.accounts import signed_in
from tests.factories.applications import complete_application

pytestmark = pytest.mark.django_db


def ready_application() -> Application:
    """A complete draft whose owner has just read the summary."""
    application = complete_application(published_call())
    signed_in(Client(), application.created_by).get(reverse("applications:summary", args=[application.code]))
    return application


def posted(application: Application, key: str = "key") -> tuple[list[str], str]:
    """Press the button: the statements of the request, and where the answer leads."""
    client = signed_in(Client(), application.created_by)
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(
            reverse("applications:send", args=[application.code]), {"confirm": "1", "key": key}
        )
    return [query["sql"] for query in captured.captured_queries], answer["Location"]


def test_a_sending_is_one_statement_and_two_before_it():
    application = ready_application()
    statements, location = posted(application)
    assert location == reverse("applications:receipt", args=[application.code])
    session, account, sending = statements
    assert "accounts_session" in session
    assert "accounts_person" in account
    # a transaction by itself
    assert "applications_send(" in sending
    assert Submission.objects.get().application_id == application.pk


def test_even_unprepared_the_transaction_has_at_most_six_statements():
    application = complete_application(published_call())
    client = signed_in(Client(), application.created_by)
    with CaptureQueriesContext(connection) as captured:
        client.post(reverse("applications:send", args=[application.code]), {"confirm": "1", "key": "k"})
    texts = [query["sql"] for query in captured.captured_queries]
    frozen = max(
        place for place, text in enumerate(texts) if text.startswith('INSERT INTO "applications_prepared')
    )
    sending = [text for text in texts[frozen + 1 :] if not text.startswith(("SAVEPOINT", "RELEASE"))]
    last = max(place for place, text in enumerate(sending) if "applications_send(" in text)
    assert last <= 6, sending
    assert Submission.objects.exists()


def test_the_audit_entry_is_the_one_that_an_action_would_write():
    application = ready_application()
    posted(application)
    written = AuditEntry.objects.get(verb="application_submitted")
    sent = Submission.objects.get()
    audit.record(
        "application_submitted",
        by=application.created_by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"arrival": sent.arrival, "sha256": sent.payload_sha256},
    )
    expected = AuditEntry.objects.latest("pk")
    for field in ("actor_id", "actor_label", "on_behalf_id", "on_behalf_label", "subject_type", "subject_id"):
        assert getattr(written, field) == getattr(expected, field)
    assert (written.subject_label, written.scope, written.after, written.before) == (
        expected.subject_label,
        expected.scope,
        expected.after,
        expected.before,
    )


def test_what_changed_after_the_summary_is_frozen_again():
    application = ready_application()
    assert PreparedSubmission.objects.exists()
    save_section(
        sheet=application,
        section_key="project",
        answers={"project_title": "Titolo nuovo"},
        base_version=application.sections.get(section_key="project").version,
        by=application.created_by,
    )
    assert not PreparedSubmission.objects.exists()
    assert (
        send_prepared(code=application.code, idempotency_key="k", by=application.created_by).submission_id
        is None
    )
    posted(application, "k")
    assert "Titolo nuovo" in Submission.objects.get().payload


def test_a_mandate_that_ended_sends_nothing():
    application = ready_application()
    Mandate.objects.filter(organisation=application.lead).update(state=MandateState.REVOKED)
    sent = send_prepared(code=application.code, idempotency_key="k", by=application.created_by)
    assert sent.submission_id is None
    assert not sent.was_ready
    assert PreparedSubmission.objects.exists()


def test_what_is_late_stays_ready_and_leaves_no_trace():
    application = ready_application()
    CallRound.objects.filter(call=application.call).update(deadline_at=database_now() - timedelta(seconds=1))
    sent = send_prepared(code=application.code, idempotency_key="k", by=application.created_by)
    assert (sent.submission_id, sent.was_ready, sent.in_time) == (None, True, False)
    assert PreparedSubmission.objects.exists()
    assert not AuditEntry.objects.filter(verb="application_submitted").exists()


def test_a_click_after_the_answer_was_lost_finds_the_same_receipt():
    application = ready_application()
    _statements, first = posted(application)
    answer = signed_in(Client(), application.created_by).post(
        reverse("applications:send", args=[application.code]), {"confirm": "1", "key": "key"}
    )
    assert answer["Location"] == first
    assert Submission.objects.count() == 1


def test_only_who_read_it_sends_what_was_prepared():
    application = ready_application()
    other = complete_application(published_call()).created_by
    assert send_prepared(code=application.code, idempotency_key="k", by=other).submission_id is None
    prepare_submission(application=application, by=other)
    assert PreparedSubmission.objects.get(application=application).person_id == application.created_by_id
