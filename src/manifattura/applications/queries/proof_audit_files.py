"""The files of what was sent: those that its content names are there, with the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from manifattura.kernel.files import digest_of_stored

from ..models import Attachment, FormAttachment
from .proof_findings import AuditReport


def check_files(
    kept_in: str,
    rows: Iterable[Attachment | FormAttachment],
    document: Mapping[str, Any],
    table: str,
    pk: int,
    report: AuditReport,
) -> None:
    """`rows` of the table `kept_in`; `document` is the frozen content of the row `pk` of `table`, checked before."""
    named = {(one["field"], one["name"], one["size"], one["sha256"]) for one in document.get("files", [])}
    fields = {field for field, *_ in named}
    for row in sorted((one for one in rows if one.removed_at is None), key=lambda one: one.pk):
        fact = (row.field_key, row.name, row.size, row.sha256)
        if fact in named:
            named.discard(fact)
            _check_bytes(kept_in, row, report)
        elif row.field_key in fields or named:
            report.add(kept_in, row.pk, f"{table} {pk} names no such file: not as it was frozen")
    for field, name, *_ in sorted(named):
        report.add(table, pk, f"file {name} of {field}: no row of {kept_in} is as it was frozen")


def _check_bytes(table: str, row: Attachment | FormAttachment, report: AuditReport) -> None:
    try:
        same = digest_of_stored(row.storage_key) == row.sha256
    except FileNotFoundError:
        report.add(table, row.pk, f"storage_key: the file {row.storage_key} is not there")
    else:
        if not same:
            report.add(table, row.pk, f"the bytes of the file {row.storage_key} are not those of sha256")
