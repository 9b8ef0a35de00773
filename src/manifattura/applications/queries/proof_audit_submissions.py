"""The submissions of an audited call: content, application, files, and the register that their numbers are from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import islice

from django.db.models import Q

from manifattura.kernel.models import AuditEntry

from ..models import Application, ProofLeaf, Submission
from .proof_audit_applications import check_application, check_states
from .proof_audit_files import check_files
from .proof_audit_leaves import is_discarded
from .proof_audit_register import audit_numbers
from .proof_findings import ATTACHMENT, CHUNK, SUBMISSION, AuditReport

ROUND = ("ticks", "sections", "bids__round", "bids__lot", "attachments")


def audit_submissions(call_id: int, slug: str, report: AuditReport) -> None:
    """Those of the call, and those that its log says are."""
    in_log = set(ProofLeaf.objects.filter(call_id=call_id).values_list("submission_id", flat=True))
    years: set[int] = set()
    for chunk in _chunks(call_id):
        report.submissions += len(chunk)
        for submission in chunk:
            _check_payload(submission, slug, report)
            if submission.registration_number is not None:
                years.add(submission.registration_year or 0)
                if submission.pk not in in_log:
                    report.add(SUBMISSION, submission.pk, "it has no leaf in the log")
            elif submission.pk in in_log:
                report.add(SUBMISSION, submission.pk, "registration_number is empty, and it is in the log")
        check_states([submission.application for submission in chunk], report)
    audit_numbers(years, report)


def _chunks(call_id: int) -> Iterator[list[Submission]]:
    rows = (
        Submission.objects.filter(Q(application__call_id=call_id) | Q(proof_leaf__call_id=call_id))
        .select_related("application__call", "application__edition")
        .prefetch_related(*(f"application__{name}" for name in ROUND))
        .order_by("arrival")
        .iterator(CHUNK)
    )
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _check_payload(submission: Submission, slug: str, report: AuditReport) -> None:
    application = submission.application
    try:
        document = json.loads(submission.payload)
    except ValueError:
        document = {}
    if is_discarded(application):
        if document.get("content_sha256") != submission.payload_sha256:
            report.add(SUBMISSION, submission.pk, "payload is discarded and names another digest")
        elif not _discard_was_recorded(application, submission.payload_sha256):
            report.add(SUBMISSION, submission.pk, "payload is discarded, and the audit trail does not say so")
    elif hashlib.sha256(submission.payload.encode()).hexdigest() != submission.payload_sha256:
        report.add(SUBMISSION, submission.pk, "payload does not have the digest payload_sha256")
    else:
        check_files(ATTACHMENT, application.attachments.all(), document, SUBMISSION, submission.pk, report)
        check_application(submission, document, report)
    if document.get("code") != application.code or document.get("call") != slug:
        report.add(
            SUBMISSION, submission.pk, "application_id or payload: the content is of another application"
        )


def _discard_was_recorded(application: Application, sha256: str) -> bool:
    return AuditEntry.objects.filter(
        verb="content_discarded",
        subject_type=application.audit_type,
        subject_id=application.audit_id,
        after__sha256=sha256,
    ).exists()
