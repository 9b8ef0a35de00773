"""The forms that applicants of an audited call sent after their application: content, digest, files."""

from __future__ import annotations

import hashlib
import json

from ..models import FormAttachment, FormSubmission
from .proof_audit_files import check_files
from .proof_findings import CHUNK, FORM, FORM_ATTACHMENT, AuditReport


def audit_forms(call_id: int, report: AuditReport) -> None:
    rows = FormSubmission.objects.filter(form__application__call_id=call_id).select_related(
        "form__application"
    )
    for submission in rows.order_by("pk").iterator(CHUNK):
        report.forms += 1
        _check(submission, report)


def _check(submission: FormSubmission, report: AuditReport) -> None:
    form = submission.form
    try:
        document = json.loads(submission.payload)
    except ValueError:
        document = {}
    if form.application.discarded_at is not None:
        if document.get("content_sha256") != submission.payload_sha256:
            report.add(FORM, submission.pk, "payload is discarded and names another digest")
    elif hashlib.sha256(submission.payload.encode()).hexdigest() != submission.payload_sha256:
        report.add(FORM, submission.pk, "payload does not have the digest payload_sha256")
    else:
        check_files(
            FORM_ATTACHMENT, FormAttachment.objects.filter(form=form), document, FORM, submission.pk, report
        )
        if document.get("code") != form.code or document.get("application") != form.application.code:
            report.add(FORM, submission.pk, "form_id: the content is of another form")
