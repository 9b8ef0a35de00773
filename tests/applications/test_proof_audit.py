"""`proof audit`: whoever changes a row behind the application's back is named by table and row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, models
from django.db.models import F

from manifattura.applications.actions.log_keys import rotate_key
from manifattura.applications.models import (
    Attachment,
    HeadCountersignature,
    LogKey,
    ProofLeaf,
    Submission,
    TreeHead,
)
from manifattura.applications.queries.proof_audit import audit_call
from tests.applications.published import published_call
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db

OTHER = 987_654
"""An id that nothing has."""


@contextmanager
def superuser() -> Iterator[None]:
    """Whoever owns the database: triggers and references do not hold them back."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.fixture
def call() -> Any:
    """Five submissions in four batches, three before and two after a rotation of the key."""
    call = published_call()
    submitted_application(call, register=False)
    for _ in range(2):
        submitted_application(call)
    rotate_key()
    for _ in range(2):
        submitted_application(call)
    return call


def findings(call: Any) -> list[tuple[str, int]]:
    return [(one.table, one.pk) for one in audit_call(call.pk, call.slug).findings]


def tampered(column: models.Field[Any, Any], value: Any) -> Any:
    """Another value that the column takes."""
    if isinstance(column, models.DateTimeField):
        return value + timedelta(seconds=1)
    if isinstance(column, models.ForeignKey | models.OneToOneField):
        return OTHER
    if isinstance(value, int):
        return value + OTHER % 1000
    if column.name in ("leaf", "tree_head", "statement", "payload"):
        return value.replace(":", ": ", 1)
    return ("A" if value[:1] != "A" else "B") + value[1:]


COLUMNS = [
    (model, column.attname, column.name)
    for model in (ProofLeaf, TreeHead, LogKey, HeadCountersignature, Submission)
    for column in model._meta.concrete_fields
    if not column.primary_key
]


def test_an_untouched_log_is_in_order(call: Any):
    report = audit_call(call.pk, call.slug)
    assert report.findings == []
    assert (report.submissions, report.leaves, report.heads) == (5, 5, 4)


def test_a_change_of_any_column_is_named(call: Any):
    """One test for all: the rows are made once, each change is undone before the next."""
    missed = []
    for model, attname, name in COLUMNS:
        table = model._meta.db_table
        rows = [row for row in model.objects.order_by("pk") if getattr(row, attname) != ""]
        # the first key replaces none; of leaves and submissions one in the middle stands for all
        for row in rows[2:3] if len(rows) > 4 else rows[-1:]:
            before = getattr(row, attname)
            with superuser():
                changed = tampered(model._meta.get_field(name), before)
                model.objects.filter(pk=row.pk).update(**{attname: changed})
                found = findings(call)
                model.objects.filter(pk=row.pk).update(**{attname: before})
            if (table, row.pk) not in found:
                missed.append((table, row.pk, attname, found))
    assert missed == []
    assert findings(call) == []


def test_a_change_of_one_column_names_few_rows(call: Any):
    """The tampered row is told from its neighbours."""
    submission = Submission.objects.order_by("arrival")[2]
    with superuser():
        Submission.objects.filter(pk=submission.pk).update(received_at=F("received_at") - timedelta(days=1))
    report = audit_call(call.pk, call.slug)
    assert [(one.table, one.pk) for one in report.findings] == [("applications_submission", submission.pk)]
    assert "received_at" in str(report.findings[0])


def test_a_leaf_rewritten_with_its_hash_is_told_by_the_signed_root(call: Any):
    from manifattura.applications.domain.merkle import leaf_hash

    leaf = ProofLeaf.objects.get(index=2)
    text = leaf.leaf.replace('"arrival":', '"arrival":1')
    with superuser():
        ProofLeaf.objects.filter(pk=leaf.pk).update(leaf=text, leaf_hash=leaf_hash(text.encode()).hex())
    assert ("applications_proofleaf", leaf.pk) in findings(call)
    assert not any(table == "applications_treehead" for table, _ in findings(call))


def test_a_removed_row_is_missed(call: Any):
    leaves = list(ProofLeaf.objects.order_by("index"))
    heads = list(TreeHead.objects.order_by("tree_size"))
    with superuser():
        leaves[1].delete()
    assert {
        ("applications_proofleaf", leaves[2].pk),
        ("applications_submission", leaves[1].submission_id),
    } <= set(findings(call))
    with superuser():
        leaves[1].save(force_insert=True)
        leaves[4].delete()
    assert {
        ("applications_treehead", heads[3].pk),
        ("applications_submission", leaves[4].submission_id),
    } <= set(findings(call))
    with superuser():
        leaves[4].save(force_insert=True)
        lost = Submission.objects.get(pk=leaves[3].submission_id)
        Submission.objects.filter(pk=lost.pk)._raw_delete("default")
        found = findings(call)
        lost.save(force_insert=True)
    assert ("applications_proofleaf", leaves[3].pk) in found


def test_a_removed_last_head_is_missed(call: Any):
    last = TreeHead.objects.order_by("-tree_size")[0]
    with superuser():
        TreeHead.objects.filter(pk=last.pk)._raw_delete("default")
    assert findings(call) == [("applications_proofleaf", ProofLeaf.objects.get(index=4).pk)]


def test_a_file_is_compared_with_the_frozen_content_and_with_its_bytes(call: Any):
    row = Attachment.objects.order_by("pk")[0]
    for change in ({"sha256": "ab" * 32}, {"name": "altro.pdf"}, {"storage_key": "zz/nowhere"}, {"size": 1}):
        before = {name: getattr(row, name) for name in change}
        Attachment.objects.filter(pk=row.pk).update(**change)
        assert ("applications_attachment", row.pk) in findings(call)
        Attachment.objects.filter(pk=row.pk).update(**before)
    path = Path(settings.MEDIA_ROOT) / row.storage_key
    path.chmod(0o600)
    path.write_bytes(b"other bytes")
    assert findings(call) == [("applications_attachment", row.pk)]


def test_the_register_has_no_gap_and_no_double(call: Any):
    submission = Submission.objects.order_by("-registration_number")[0]
    given = submission.registration_number
    assert given is not None
    for number in (given - 1, given + 1):
        with superuser(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE applications_submission DROP CONSTRAINT IF EXISTS registration_once")
            Submission.objects.filter(pk=submission.pk).update(registration_number=number)
        named = [one for one in audit_call(call.pk, call.slug).findings if one.pk == submission.pk]
        assert any(("twice" if number < given else "missing") in one.what for one in named)


def test_a_discarded_content_keeps_its_proof(call: Any):
    from django.utils import timezone

    submission = Submission.objects.order_by("arrival")[0]
    with superuser():
        Submission.objects.filter(pk=submission.pk).update(
            payload=f'{{"call":"{call.slug}","code":"{submission.application.code}","content_sha256":"{submission.payload_sha256}"}}'
        )
        type(submission.application).objects.filter(pk=submission.application_id).update(
            discarded_at=timezone.now()
        )
    # not by an erasure: the audit trail knows nothing of it
    assert findings(call) == [("applications_submission", submission.pk)]
