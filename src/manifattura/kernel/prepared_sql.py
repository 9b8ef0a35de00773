"""Statements that PostgreSQL plans once per connection: for the few that run thousands of times in a minute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import Cursor


@dataclass(frozen=True)
class _Said:
    """What Django's log of statements shows."""

    query: bytes


class _PreparedCursor(Cursor[Any]):
    """Parameters go apart from the text, which is therefore the same each time and planned once."""

    def execute(self, query: str, params: Any = None, **options: Any) -> _PreparedCursor:  # type: ignore[override]
        super().execute(query, params, **{**options, "prepare": True})
        self._query = _Said(query.encode())  # type: ignore[assignment]
        return self


def one_row(sql: str, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Execute on Django's own connection, in its transaction, seen by its counters; the first row of the answer.

    Django merges parameters into the text, so each execution is planned anew: for the sending that was two thirds of its
    time in the database. Types of parameters must be clear from the statement (`%(id)s::bigint`).
    """
    here: Any = connection
    # what `connection.cursor()` does, with a cursor of ours
    here.close_if_health_check_failed()
    here.ensure_connection()
    with here._prepare_cursor(_PreparedCursor(here.connection)) as cursor:  # noqa: SLF001
        cursor.execute(sql, values)
        row: tuple[Any, ...] = cursor.fetchone() or ()
        return row
