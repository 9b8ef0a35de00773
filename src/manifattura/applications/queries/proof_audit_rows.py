"""Every row that is written once, in all apps, against the keyed digest that was made beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from manifattura.kernel.erasure import last_permits
from manifattura.kernel.signing_keys import SigningKey

from ..domain.proof_documents import utc_text
from ..domain.row_macs import OnceTable, row_text
from ..models import RowMac, RowShape
from .proof_findings import CHUNK, AuditReport
from .written_once import as_text, in_utc, written_once

SHAPE = "applications_rowshape"
KEPT = """
SELECT held.id, mac.mac, mac.whole_mac, mac.made_at{columns}
FROM applications_rowmac mac JOIN {table} held ON held.id = mac.row_id WHERE mac.shape_id = %s ORDER BY held.id
"""
GONE = """
SELECT mac.row_id FROM applications_rowmac mac
WHERE mac.shape_id = ANY(%s) AND NOT EXISTS (SELECT FROM {table} held WHERE held.id = mac.row_id) ORDER BY 1
"""
WITHOUT = """
SELECT held.id FROM {table} held
WHERE NOT EXISTS (SELECT FROM applications_rowmac mac WHERE mac.shape_id = ANY(%s) AND mac.row_id = held.id)
ORDER BY 1
"""


def audit_rows(private: Sequence[SigningKey], report: AuditReport) -> None:
    """The newest rows have no digest yet: they are counted, and are no finding."""
    if not private:
        return
    permits, named = last_permits(), {(one.table, one.pk) for one in report.findings}
    found = AuditReport()
    with transaction.atomic():
        in_utc()
        for table in written_once():
            _audit_table(table, list(private)[::-1], permits.get(table.name), found)
    report.rows, report.waiting = found.rows, found.waiting
    # what was said of a row with more words is not said again
    report.findings += [one for one in found.findings if (one.table, one.pk) not in named]


def _audit_table(
    table: OnceTable, private: Sequence[SigningKey], permitted_at: datetime | None, report: AuditReport
) -> None:
    shapes = list(RowShape.objects.filter(table_name=table.name))
    columns = {*table.fixed, *table.erasable}
    for shape in shapes:
        if columns.issuperset((*shape.fixed, *shape.erasable)):
            _audit_shape(shape, private, permitted_at, report)
        else:
            report.add(SHAPE, shape.pk, f"the digests cover columns that {table.name} has no more")
    keys = [shape.pk for shape in shapes]
    if not table.deletable or permitted_at is None:
        for row in _ids(GONE, table.name, keys):
            report.add(table.name, row, "the row is gone")
    newest: int = RowMac.objects.filter(shape__in=keys).aggregate(newest=Max("row_id"))["newest"] or 0
    for row in _ids(WITHOUT, table.name, keys):
        if row < newest:
            report.add(table.name, row, "its digest is gone, or the row was added later under an old number")
        else:
            report.waiting += 1


def _audit_shape(
    shape: RowShape, private: Sequence[SigningKey], permitted_at: datetime | None, report: AuditReport
) -> None:
    names = (*shape.fixed, *shape.erasable)
    statement = KEPT.format(columns=as_text(names), table=connection.ops.quote_name(shape.table_name))
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [shape.pk])
        while rows := cursor.fetchmany(CHUNK):
            for row, mac, whole_mac, made_at, *values in rows:
                report.rows += 1
                fixed = dict(zip(shape.fixed, values[: len(shape.fixed)], strict=True))
                whole = dict(zip(names, values, strict=True))
                if not _is_of(private, mac, shape.table_name, row, made_at, fixed):
                    report.add(
                        shape.table_name, row, f"one of {', '.join(shape.fixed)} is not as it was written"
                    )
                elif (
                    whole_mac
                    and not _was_erased(permitted_at, made_at)
                    and not _is_of(private, whole_mac, shape.table_name, row, made_at, whole)
                ):
                    report.add(
                        shape.table_name, row, f"one of {', '.join(shape.erasable)} is not as it was written"
                    )


def _is_of(
    private: Sequence[SigningKey],
    mac: str,
    table: str,
    row: int,
    made_at: datetime,
    values: dict[str, str | None],
) -> bool:
    text = row_text(table=table, row=row, made_at=utc_text(made_at), values=values)
    return any(key.mac(text) == mac for key in private)


def _was_erased(permitted_at: datetime | None, made_at: datetime) -> bool:
    """Whether an erasure of this table came after the digest: what it emptied is in its own entry of the audit trail."""
    return permitted_at is not None and permitted_at >= made_at


def _ids(statement: str, table: str, shapes: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=connection.ops.quote_name(table)), [shapes])
        return [row for (row,) in cursor.fetchall()]
