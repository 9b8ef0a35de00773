"""Rows that are written once, of every app: whoever changes, removes or slips one in is named by the audit."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models
from django.utils import timezone

from manifattura.applications.actions.keep_row_macs import keep_row_macs
from manifattura.applications.actions.log_keys import rotate_key, signing_key
from manifattura.applications.models import (
    LateTicket,
    Message,
    ProtocolRecord,
    RowBatch,
    RowMac,
    RowShape,
    Submission,
)
from manifattura.applications.queries.proof_audit import audit_call
from manifattura.applications.queries.proof_findings import AuditReport
from manifattura.applications.queries.row_batches import text_of
from manifattura.applications.queries.written_once import written_once
from manifattura.calls.models import CallEdition
from manifattura.kernel import audit
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.models import AuditEntry, ErasedRow, ErasurePermit
from tests.applications.published import published_call
from tests.applications.test_proof_audit import superuser
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db


@pytest.fixture
def call() -> Any:
    """Two submissions, one of which came with a ticket and is known to the city's protocol; each row has its digest."""
    call = published_call()
    submission = submitted_application(call).submission
    submitted_application(call)
    LateTicket.objects.create(submission=submission, ticket_sha256="ab" * 32, refused_at=timezone.now())
    ProtocolRecord.objects.create(submission=submission, number="PG 1/2026")
    assert keep_row_macs() > 10
    assert keep_row_macs() == 0
    return call


def audited(call: Any) -> AuditReport:
    return audit_call(call.pk, call.slug)


def ten_minutes_pass() -> None:
    """Old numbers are closed: no open transaction can bring one any more."""
    with superuser():
        note = RowBatch.objects.get(number=1)
        note.made_at -= timedelta(minutes=11)
        note.mac = signing_key().mac(text_of(note))
        note.save()
    keep_row_macs()


def findings(call: Any) -> list[tuple[str, int]]:
    return [(one.table, one.pk) for one in audited(call).findings]


def test_every_table_that_is_written_once_has_numbered_rows():
    """The digests name a row by its `id`; a new table that has none would go unseen."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'id'")
        numbered = {name for (name,) in cursor.fetchall()}
    tables = {table.name for table in written_once()}
    assert tables <= numbered
    assert {"applications_formsubmission", "kernel_auditentry", "calls_calledition"} <= tables
    assert {"evaluation_ranking", "evaluation_rankingentry", "applications_registerday"} <= tables


def test_a_changed_row_is_named(call: Any):
    assert audited(call).findings == []
    changes: list[tuple[type[models.Model], dict[str, Any]]] = [
        (LateTicket, {"refused_at": timezone.now()}),
        (ProtocolRecord, {"number": "PG 2/2026"}),
        (AuditEntry, {"actor_label": "un altro"}),
        (AuditEntry, {"after": {"arrival": 1}}),
        (CallEdition, {"note": "altro"}),
        (Submission, {"idempotency_key": "un’altra"}),
        (RowMac, {"mac": "0" * 64}),
    ]
    for model, change in changes:
        row: Any = model._default_manager.order_by("pk")[0]
        before = {name: getattr(row, name) for name in change}
        with superuser():
            model._default_manager.filter(pk=row.pk).update(**change)
            found = findings(call)
            model._default_manager.filter(pk=row.pk).update(**before)
        named = (model._meta.db_table, row.pk)
        if isinstance(row, RowMac):
            named = (row.shape.table_name, row.row_id)
        assert named in found, (named, found)
        assert len(found) <= 2
    assert findings(call) == []


def test_a_removed_row_and_one_slipped_in_are_named(call: Any):
    ticket, entry = LateTicket.objects.get(), AuditEntry.objects.order_by("-pk")[0]
    ten_minutes_pass()
    with superuser():
        LateTicket.objects.all()._raw_delete("default")
        assert findings(call) == [("applications_lateticket", ticket.pk)]
        ticket.save(force_insert=True)
        entry.pk = entry.pk - 1_000_000
        entry.save(force_insert=True)
    assert findings(call) == [("kernel_auditentry", entry.pk)]
    with superuser():
        AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default")
    entry.pk = None
    entry.save(force_insert=True)
    report = audited(call)
    assert (report.findings, report.waiting) == ([], 1)
    with superuser():
        RowShape.objects.filter(table_name="applications_lateticket").update(erasable=["gone"])
    assert [one.table for one in audited(call).findings] == ["applications_rowshape"]


def test_what_an_erasure_emptied_is_no_finding_and_a_rotated_key_goes_on(call: Any):
    rotate_key()
    submission = Submission.objects.order_by("pk")[0]
    changed = Submission.objects.filter(pk=submission.pk)
    with superuser():
        changed.update(assurance="spid:3")
        assert findings(call) == [("applications_submission", submission.pk)]
        changed.update(assurance=submission.assurance)
    with erasure_permitted(tables=["applications_submission"], authority="atto 1", by=None):
        changed.update(payload=submission.payload + " ")
    # nobody recorded the act: it is named, and excuses nothing
    permit = ErasurePermit.objects.get()
    assert ("kernel_erasurepermit", permit.pk) in findings(call)
    audit.record("content_discarded", by=None, subject=submission.application, after={"authority": "atto 1"})
    report = audited(call)
    assert [one.what for one in report.findings] == ["payload does not have the digest payload_sha256"]
    assert "sistema, atto 1: 1 rows" in report.erasures[0]


def test_a_permit_excuses_only_the_rows_that_went_through_it(call: Any):
    message = Message.objects.create(
        application=Submission.objects.order_by("pk")[0].application,
        office=call.office,
        from_office=True,
        template="free",
        texts={"it": {"subject": "Oggetto", "body": "Testo"}},
    )
    keep_row_macs()
    with superuser():
        ErasurePermit.objects.create(
            transaction=1,
            opened_at=timezone.now(),
            tables=["applications_message"],
            authority="atto 2",
            actor_id="",
            actor_label="sistema",
            is_closed=True,
        )
        Message.objects.filter(pk=message.pk).update(texts={"it": {"subject": "Altro", "body": "Altro"}})
    report = audited(call)
    assert [str(one) for one in report.findings] == [
        f"applications_message {message.pk}: texts: not as it was written"
    ]
    # nor does one that wrote the row down itself
    ErasedRow.objects.create(
        permit=ErasurePermit.objects.get(), table_name="applications_message", row_id=message.pk
    )
    assert set(findings(call)) == {
        ("applications_message", message.pk),
        ("kernel_erasurepermit", ErasurePermit.objects.get().pk),
    }


def test_without_the_key_nothing_is_made_and_nothing_is_said(call: Any, settings: Any, tmp_path: Any):
    submitted_application(call)
    settings.KEYS_FOLDER = tmp_path
    assert keep_row_macs() == 0
    assert {one.table for one in audited(call).findings} == {"applications_logkey"}


def test_a_row_whose_digest_was_taken_away_gets_no_other(call: Any):
    entry = AuditEntry.objects.order_by("pk")[1]
    digests = RowMac.objects.filter(shape__table_name="kernel_auditentry")
    with superuser():
        digests.filter(row_id=entry.pk)._raw_delete("default")
        AuditEntry.objects.filter(pk=entry.pk).update(actor_label="un altro")
    keep_row_macs()
    assert not digests.filter(row_id=entry.pk).exists()
    assert findings(call) == [("kernel_auditentry", entry.pk)]
    # nor when all digests of the table went, or say that they are of another
    with superuser():
        RowShape.objects.filter(table_name="kernel_auditentry").update(table_name="another")
    keep_row_macs()
    assert not digests.exists()
    assert ("kernel_auditentry", entry.pk) in findings(call)


def test_a_row_that_went_with_its_digest_is_named(call: Any):
    entry = AuditEntry.objects.order_by("pk")[1]
    newest = RowBatch.objects.order_by("-number")[0]
    with superuser():
        RowMac.objects.filter(shape__table_name="kernel_auditentry", row_id=entry.pk)._raw_delete("default")
        AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default")
        assert findings(call) == [("kernel_auditentry", entry.pk)]
        # and so is whoever changes what speaks of it
        rows = {**newest.rows, "kernel_auditentry": f"{entry.pk + 1}"}
        RowBatch.objects.filter(pk=newest.pk).update(rows=rows)
        assert ("applications_rowbatch", newest.pk) in findings(call)


def test_old_numbers_are_closed_when_nobody_can_bring_one_any_more(call: Any):
    ten_minutes_pass()
    closed = RowBatch.objects.get(number=2).closed["kernel_auditentry"]
    assert closed == AuditEntry.objects.order_by("-pk")[0].pk
    entry = AuditEntry.objects.order_by("pk")[0]
    old, entry.pk = entry.pk, entry.pk - 1
    with superuser():
        entry.save(force_insert=True)
    keep_row_macs()
    assert findings(call) == [("kernel_auditentry", old - 1)]


def test_the_keys_folder_knows_the_newest_rows(
    call: Any, settings: Any, django_capture_on_commit_callbacks: Any
):
    submitted_application(call)
    with django_capture_on_commit_callbacks(execute=True):
        keep_row_macs()
    try:
        assert findings(call) == []
        newest = RowBatch.objects.order_by("-number")[0]
        entry = AuditEntry.objects.order_by("-pk")[0]
        with superuser():
            RowMac.objects.filter(made_at=newest.made_at)._raw_delete("default")
            AuditEntry.objects.filter(pk=entry.pk)._raw_delete("default")
            newest.delete()
        assert findings(call)[0] == ("applications_rowbatch", newest.number)
        assert ("kernel_auditentry", entry.pk) in findings(call)
        with django_capture_on_commit_callbacks(execute=True):
            keep_row_macs()
        assert findings(call)[0] == ("applications_rowbatch", newest.number)
        # whoever takes all digests and notes away gets no new ones for what they changed
        with superuser():
            entry = AuditEntry.objects.order_by("pk")[0]
            AuditEntry.objects.filter(pk=entry.pk).update(actor_label="un altro")
            for model in (RowMac, RowBatch):
                model.objects.all()._raw_delete("default")
        keep_row_macs()
        assert ("kernel_auditentry", entry.pk) in findings(call)
    finally:
        for path in settings.KEYS_FOLDER.glob("rows-*.json"):
            path.unlink()
