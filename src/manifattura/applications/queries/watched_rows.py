"""The rows that change by acts alone: as they stand, as the worker last saw them, and the acts since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from manifattura.kernel.models import AuditEntry

from ..domain.watched_rows import SUBJECT, Act, Values, WatchedTable
from ..models import RowState
from .row_batches import oldest_transaction
from .written_once import as_text

STANDS = """
SELECT held.id, {subject}{columns} FROM {table} held WHERE {condition} ORDER BY held.id LIMIT %s
"""
SEEN = "SELECT FROM applications_rowstate seen WHERE seen.table_name = %s AND seen.row_id = held.id"
SETTLED = """
SELECT COALESCE(max(id), 0) FROM kernel_auditentry
WHERE at < COALESCE(LEAST(%s, clock_timestamp()), clock_timestamp()) - interval '1 minute'
"""


@dataclass(frozen=True)
class Seen:
    """How a row stood."""

    row: int
    values: Values
    last_act: int


def stands(table: WatchedTable, rows: Iterable[int] | None = None) -> Iterator[tuple[int, Values]]:
    """Those of `rows`; None: those whose time has come, and those that were ever seen."""
    if rows is None:
        yield from _read(table, f"({table.when}) OR EXISTS ({SEEN})", [table.name])
    else:
        yield from _read(table, "held.id = ANY(%s)", [list(rows)])


def unseen(table: WatchedTable, most: int) -> Iterator[tuple[int, Values]]:
    """Those whose time has come, and that nobody looked at yet."""
    yield from _read(table, f"({table.when}) AND NOT EXISTS ({SEEN})", [table.name], most)


def seen(table: WatchedTable, subjects: Iterable[str] | None = None) -> dict[int, Seen]:
    """Row → the last look at it; of `subjects`, or all."""
    looks = RowState.objects.filter(table_name=table.name)
    if subjects is not None:
        looks = looks.filter(values__subject__in=list(subjects))
    last = looks.order_by("row_id", "-id").distinct("row_id").values_list("row_id", "values", "last_act")
    return {row: Seen(row, values, act) for row, values, act in last.iterator(5000)}


def acts_since(entry: int, subjects: Iterable[str] | None = None) -> list[Act]:
    """All that the audit trail has later than `entry`; of `subjects`, or all."""
    found = AuditEntry.objects.filter(pk__gt=entry)
    if subjects is not None:
        found = found.filter(subject_id__in={one.partition(":")[2] for one in subjects})
    rows = found.order_by("pk").values_list("pk", "subject_type", "subject_id", "verb")
    return [Act(pk, f"{kind}:{subject}", verb) for pk, kind, subject, verb in rows.iterator(5000)]


def last_settled_act() -> int:
    """The newest entry below which no open transaction can bring another."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, [oldest_transaction()])
        last: int = cursor.fetchone()[0]
    return last


def _read(
    table: WatchedTable, condition: str, values: list[str | list[int]], most: int | None = None
) -> Iterator[tuple[int, Values]]:
    statement = STANDS.format(
        subject=table.subject,
        columns=as_text(table.columns),
        table=connection.ops.quote_name(table.name),
        condition=condition,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, most])
        while found := cursor.fetchmany(2000):
            for row, subject, *columns in found:
                yield row, {SUBJECT: subject, **dict(zip(table.columns, columns, strict=True))}
