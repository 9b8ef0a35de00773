"""The proof log: leaves in order of arrival, signed heads, receipts that anybody can verify, keys that change."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from manifattura.applications.actions.catch_up_log import catch_up_log
from manifattura.applications.actions.log_keys import rotate_key
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.receipt_documents import result_document
from manifattura.applications.models import (
    Application,
    HeadCountersignature,
    LogKey,
    ProofLeaf,
    Submission,
    TreeHead,
)
from manifattura.applications.queries.proof_log import consistency_document, receipt_document
from manifattura.applications.queries.receipts import receipt_of, receipt_pdf
from manifattura.config.metrics import exposition
from manifattura.kernel.signing_keys import held_key, key_id
from tests.applications.published import published_call
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db

PROJECT = Path(__file__).resolve().parents[2]


def reasons(document: dict[str, Any] | None) -> Any:
    assert document is not None
    return result_document(document)["reasons"]


def three_in_two_batches(call: Any) -> list[Application]:
    first = submitted_application(call, register=False)
    second = submitted_application(call)
    return [first, second, submitted_application(call)]


def test_every_submission_has_its_leaf_and_its_receipt_verifies():
    call = published_call()
    applications = three_in_two_batches(call)
    withdraw_application(application=applications[1], by=applications[1].created_by)
    leaves = list(ProofLeaf.objects.select_related("submission"))
    assert [leaf.index for leaf in leaves] == [0, 1, 2]
    assert [leaf.submission.arrival for leaf in leaves] == sorted(leaf.submission.arrival for leaf in leaves)
    assert list(TreeHead.objects.values_list("tree_size", flat=True)) == [2, 3]
    for application in applications:
        document = receipt_document(Submission.objects.get(application=application))
        assert reasons(document) == []
        assert document is not None
        assert document["leaf"]["call"] == call.slug
        assert set(document["leaf"]) == {"arrival", "call", "payload_sha256", "received_at"}
    # a second head changes no receipt
    assert document is not None
    assert receipt_document(applications[0].submission)["tree_size"] == 2  # type: ignore[index]
    assert reasons(consistency_document(call.pk, 2, 3)) == []
    assert reasons(consistency_document(call.pk, 3, 3)) == []
    assert consistency_document(call.pk, 3, 2) is None
    assert consistency_document(call.pk, 1, 3) is None


def test_rows_of_the_log_are_written_once():
    submitted_application(published_call())
    for model in (ProofLeaf, TreeHead, LogKey):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_the_key_is_a_file_outside_the_database():
    submitted_application(published_call())
    key = LogKey.objects.get()
    path = Path(settings.KEYS_FOLDER) / f"{key_id(key.public_key)}.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"PRIVATE KEY" in path.read_bytes()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not here")
def test_openssl_verifies_a_head_by_the_lines_of_the_documentation(tmp_path: Path, client: Client):
    """An auditor's own tool, with nothing of ours but the published bytes (docs/proof-log.md)."""
    call = published_call()
    submitted_application(call)
    head = client.get(reverse("applications:head", args=[call.slug, 1])).content
    text = (PROJECT / "docs" / "proof-log.md").read_text(encoding="utf-8")
    (block,) = [one for one in text.split("```") if "openssl pkeyutl" in one]
    script = "\n".join(line.removeprefix("   ") for line in block.splitlines() if "curl" not in line)

    def verified(content: bytes) -> bool:
        (tmp_path / "head.json").write_bytes(content)
        run = subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, capture_output=True, check=False)
        return run.returncode == 0 and b"Verified Successfully" in run.stdout

    assert verified(head)
    assert not verified(head.replace(b'"tree_size": 1', b'"tree_size": 2'))


def test_a_missing_key_stops_no_registration(tmp_path: Path, settings: Any):
    call = published_call()
    submitted_application(call)
    there = settings.KEYS_FOLDER
    held_key.cache_clear()
    settings.KEYS_FOLDER = tmp_path
    second = submitted_application(call)
    assert second.submission.registration
    assert ProofLeaf.objects.count() == 2
    assert receipt_document(second.submission) is None
    assert list(tmp_path.iterdir()) == []
    assert "\nmanifattura_heads_waiting 1\n" in exposition()
    settings.KEYS_FOLDER = there
    assert catch_up_log() == 0
    assert "\nmanifattura_heads_waiting 0\n" in exposition()
    assert reasons(receipt_document(second.submission)) == []


def test_what_was_registered_before_the_log_is_taken_in():
    call = published_call()
    applications = three_in_two_batches(call)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM applications_proofleaf; DELETE FROM applications_treehead")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert catch_up_log() == 3
    assert catch_up_log() == 0
    assert all(reasons(receipt_document(one.submission)) == [] for one in applications)


def test_a_new_key_signs_and_old_proofs_go_on():
    call = published_call()
    old = three_in_two_batches(call)
    first_key = LogKey.objects.get().public_key
    new = rotate_key()
    assert new.replaced_signature
    assert HeadCountersignature.objects.count() == 2
    later = submitted_application(call)
    documents = [receipt_document(one.submission) for one in (*old, later)]
    assert [reasons(one) for one in documents] == [[]] * 4
    assert {one["public_key"] for one in documents[:3] if one} == {first_key}
    assert documents[3] is not None
    assert documents[3]["public_key"] == new.public_key
    across = consistency_document(call.pk, 2, 4)
    assert reasons(across) == []
    assert across is not None
    assert across["public_key"] == new.public_key


def test_a_clock_that_steps_back_leaves_heads_in_order(monkeypatch: pytest.MonkeyPatch):
    from datetime import timedelta

    from manifattura.applications.actions import append_leaves
    from manifattura.kernel.clock import database_now

    call = published_call()
    submitted_application(call)
    monkeypatch.setattr(append_leaves, "database_now", lambda: database_now() - timedelta(seconds=60))
    submitted_application(call)
    assert reasons(consistency_document(call.pk, 1, 2)) == []


def test_the_receipt_as_a_file_in_the_pdf_and_in_the_mail(run_jobs: Any, client: Client):
    application = submitted_application(published_call(), register=False)
    register_submissions()
    run_jobs()
    application.refresh_from_db()
    receipt = receipt_of(application)
    reader = PdfReader(io.BytesIO(receipt_pdf(receipt)))
    ((name, (content,)),) = reader.attachments.items()
    assert name == f"{receipt.file_name}.json"
    assert reasons(json.loads(content)) == []
    assert reader.trailer["/Root"]["/AF"]
    (message,) = [one for one in mail.outbox if one.attachments]
    assert [(kind, name.rpartition(".")[2]) for name, _, kind in message.attachments] == [
        ("application/pdf", "pdf"),
        ("application/json", "json"),
    ]
    assert reasons(json.loads(message.attachments[1][1])) == []
    assert "Come si verifica" in message.body
    client.force_login(application.created_by.account)
    page = client.get(reverse("applications:receipt", args=[application.code])).content.decode()
    assert reverse("applications:receipt_proof", args=[application.code]) in page
    assert 'class="mm-qr"' in page
    answer = client.get(reverse("applications:receipt_proof", args=[application.code]))
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.content == content
