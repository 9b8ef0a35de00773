"""The files of an audited submission: those that its content names are there, with the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from manifattura.kernel.files import digest_of_stored

from ..models import Attachment
from .proof_findings import SUBMISSION, AuditReport

ATTACHMENT = "applications_attachment"


def check_files(submission: int, application: int, document: Mapping[str, Any], report: AuditReport) -> None:
    """`document` is the frozen content, whose own digest was checked before."""
    named = {(one["field"], one["name"], one["size"], one["sha256"]) for one in document.get("files", [])}
    fields = {field for field, *_ in named}
    for row in Attachment.objects.filter(application_id=application, removed_at=None).order_by("pk"):
        fact = (row.field_key, row.name, row.size, row.sha256)
        if fact in named:
            named.discard(fact)
            _check_bytes(row, report)
        elif row.field_key in fields or named:
            report.add(
                ATTACHMENT, row.pk, f"submission {submission} names no such file: not as it was frozen"
            )
    for field, name, *_ in sorted(named):
        report.add(
            SUBMISSION, submission, f"file {name} of {field}: no row of {ATTACHMENT} is as it was frozen"
        )


def _check_bytes(row: Attachment, report: AuditReport) -> None:
    try:
        same = digest_of_stored(row.storage_key) == row.sha256
    except FileNotFoundError:
        report.add(ATTACHMENT, row.pk, f"storage_key: the file {row.storage_key} is not there")
    else:
        if not same:
            report.add(ATTACHMENT, row.pk, f"the bytes of the file {row.storage_key} are not those of sha256")
