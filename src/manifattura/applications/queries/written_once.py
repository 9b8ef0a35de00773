"""The tables that are written once, as the database's catalogue knows them: those of every app, upper ones too."""

from __future__ import annotations

from django.db import connection

from ..domain.row_macs import OWN_PROOF, OnceTable, once_table

TABLES = """
SELECT held.relname, array_agg(col.attname::text ORDER BY col.attnum),
  pg_get_triggerdef(changed.oid), pg_get_triggerdef(removed.oid)
FROM pg_class held
JOIN pg_trigger changed ON changed.tgrelid = held.oid AND changed.tgname = left(held.relname || '_no_update', 63)
JOIN pg_trigger removed ON removed.tgrelid = held.oid AND removed.tgname = left(held.relname || '_no_delete', 63)
JOIN pg_attribute col ON col.attrelid = held.oid AND col.attnum > 0 AND NOT col.attisdropped
WHERE held.relnamespace = current_schema()::regnamespace
GROUP BY held.relname, changed.oid, removed.oid
ORDER BY held.relname
"""


def written_once() -> list[OnceTable]:
    """All of them but those of the proof log."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [
            once_table(name, columns, on_update, on_delete)
            for name, columns, on_update, on_delete in cursor.fetchall()
            if name not in OWN_PROOF
        ]


def as_text(columns: tuple[str, ...]) -> str:
    """A list of selected columns, each as PostgreSQL writes it; names come from the catalogue."""
    quote = connection.ops.quote_name
    return "".join(f", held.{quote(column)}::text" for column in columns)


def in_utc() -> None:
    """Until the end of the transaction instants and days are written in one way only."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        cursor.execute("SET LOCAL DateStyle = 'ISO, YMD'")
