"""The pages of retention, two officers at once, and that nobody else opens what is written once."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import (
    Submission,
)
from manifattura.kernel.clock import now, today
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import Conflict
from manifattura.kernel.models import AuditEntry, ErasurePermit
from manifattura.records.actions.discard_batch import discard_batch
from manifattura.records.actions.list_due import list_due
from manifattura.records.models import (
    RetentionItem,
    RetentionRun,
)
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.applications import submitted_application
from tests.factories.calls import draft_call, published_call
from tests.factories.records import ended_call, ordered


@pytest.mark.django_db(transaction=True)
def test_nobody_else_opens_what_is_written_once():
    call = published_call()
    application = submitted_application(call, lead=None)
    head = call.head_of_procedure
    sent = Submission.objects.filter(application=application)
    with (
        pytest.raises(RuntimeError),
        erasure_permitted(tables=("applications_submission",), authority="x", by=head),
    ):
        pass
    with (
        transaction.atomic(),
        erasure_permitted(tables=("applications_message",), authority="x", by=head),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        sent.update(payload="{}")
    # a permit of yesterday, or of another transaction, opens nothing
    with pytest.raises(IntegrityError), transaction.atomic():
        sent.update(payload="{}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('manifattura.erasure', 'on', false)")
    with pytest.raises(IntegrityError), transaction.atomic():
        sent.update(payload="{}")
    with transaction.atomic():
        with erasure_permitted(tables=("applications_submission",), authority="x", by=head):
            for proof in ({"payload_sha256": "0" * 64}, {"arrival": 99}, {"received_at": now()}):
                with pytest.raises(IntegrityError), transaction.atomic():
                    sent.update(**proof)
            with pytest.raises(IntegrityError), transaction.atomic():
                sent.delete()
            sent.update(payload="{}")
        with pytest.raises(IntegrityError), transaction.atomic():
            sent.update(payload="[]")
    for change in ({"authority": "altro"}, {"tables": []}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ErasurePermit.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_once_are_one(run_jobs):
    call = ended_call()
    first = list_due(call=call, by=call.head_of_procedure)
    second = list_due(call=call, by=call.head_of_procedure)
    gate, outcomes = threading.Barrier(2), []

    def act(run):
        gate.wait()
        try:
            ordered(run)
            outcomes.append("done")
        except Conflict:
            outcomes.append("conflict")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(run,)) for run in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "done"]
    at_work = RetentionRun.objects.get(ordered_at__isnull=False)
    head = call.head_of_procedure

    def work():
        gate.wait()
        try:
            outcomes.append(discard_batch(run_id=at_work.pk, by_id=head.pk))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 4
    run_jobs()
    assert not RetentionItem.objects.filter(run=at_work, done_at=None).exists()
    assert AuditEntry.objects.filter(verb="content_discarded").count() == 1
    assert AuditEntry.objects.filter(verb="discard_finished").count() == 1


@pytest.mark.django_db
def test_the_pages(run_jobs, django_assert_max_num_queries):
    call = ended_call()
    head = signed_in(Client(), call.head_of_procedure)
    page = reverse("records:retention", args=[call.pk])
    with django_assert_max_num_queries(32):
        shown = head.get(page).content.decode()
    for words in ("Bozze mai inviate", "6 mesi", "10 anni", "Prepara l’elenco", "da verificare"):
        assert words in shown
    assert head.post(page, {}).status_code == 422
    own = {
        "category": "messages",
        "months": "24",
        "reason": "Scelta",
        "act_number": "9",
        "act_on": today().isoformat(),
    }
    assert head.post(page, own).status_code == 302
    assert "2 anni" in head.get(page).content.decode()
    made = head.post(reverse("records:retention_list", args=[call.pk]))
    assert made.status_code == 302
    run = RetentionRun.objects.get()
    shown = head.get(made.url).content.decode()
    for words in (run.sha256, "Nulla è stato ancora scartato", "Esegui lo scarto"):
        assert words in shown
    table = b"".join(head.get(reverse("records:retention_csv", args=[call.pk, run.pk]))).decode()
    assert Submission.objects.get(application__state="not_admitted").payload_sha256 in table
    assert head.post(made.url, {"act_number": ""}).status_code == 422
    facts = {
        "act_number": "1",
        "act_on": today().isoformat(),
        "authority_number": "2",
        "authority_on": today().isoformat(),
    }
    assert head.post(made.url, facts).status_code == 302
    assert "In corso" in head.get(made.url).content.decode()
    assert head.post(reverse("records:retention_resume", args=[call.pk, run.pk])).status_code == 302
    run_jobs()
    assert "Eseguito" in head.get(made.url).content.decode()
    again = head.post(reverse("records:retention_list", args=[call.pk]), follow=True)
    assert "Oggi non c’è nulla da scartare" in again.content.decode()
    draft = draft_call(office=call.office)
    own_page = reverse("records:retention", args=[draft.pk])
    assert own_page in head.get(reverse("calls:office_detail", args=[draft.pk])).content.decode()
    assert "non ancora partita" in head.get(own_page).content.decode()
    assert head.post(own_page, {"category": "drafts", "months": "3", "reason": "Scelta"}).status_code == 302
    officer = signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    assert "Cambia una durata" not in officer.get(page).content.decode()
    assert officer.post(page, own).status_code == 403
    stranger = signed_in(Client(), StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory()))
    assert stranger.get(page).status_code == 404
    assert stranger.get(made.url).status_code == 404
