"""The submissions of an audited call, and the register that their numbers are from."""

from __future__ import annotations

import hashlib
import json

from manifattura.kernel.models import AuditEntry

from ..models import Application, ProofLeaf, Submission
from .proof_audit_files import check_files
from .proof_audit_leaves import is_discarded
from .proof_findings import CHUNK, SUBMISSION, AuditReport


def audit_submissions(call_id: int, slug: str, report: AuditReport) -> None:
    rows = Submission.objects.filter(application__call_id=call_id).select_related("application")
    in_log = set(
        ProofLeaf.objects.filter(submission__application__call_id=call_id).values_list(
            "submission_id", flat=True
        )
    )
    years: set[int] = set()
    for submission in rows.order_by("arrival").iterator(CHUNK):
        report.submissions += 1
        _check_payload(submission, slug, report)
        if submission.registration_number is not None:
            years.add(submission.registration_year or 0)
            if submission.pk not in in_log:
                report.add(SUBMISSION, submission.pk, "it has no leaf in the log")
        elif submission.pk in in_log:
            report.add(SUBMISSION, submission.pk, "registration_number is empty, and it is in the log")
    for year in sorted(years):
        _check_register(year, report)


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
        check_files(submission.pk, application.pk, document, report)
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


def _check_register(year: int, report: AuditReport) -> None:
    """The register of a year is the city's: its numbers run without gap and without double over every call."""
    rows = Submission.objects.filter(registration_year=year).order_by("registration_number", "id")
    before = 0
    for pk, given in rows.values_list("pk", "registration_number").iterator(CHUNK):
        number = given or 0
        if number == before:
            report.add(SUBMISSION, pk, f"registration_number {number:07d}/{year} was given twice")
        elif number != before + 1:
            missing = f"{before + 1:07d}/{year}"
            report.add(
                SUBMISSION, pk, f"registration_number {number:07d}/{year}: {missing} is missing before it"
            )
        before = number
