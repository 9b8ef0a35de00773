"""How many rows there are of several kinds, asked in one statement: the numbers beside the entries of a menu."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

NOTHING = "SELECT NULL WHERE false"


def count_all(kinds: Sequence[QuerySet[Any]]) -> list[int]:
    """The number of rows of each, in order; no statement for no kinds."""
    parts: list[str] = []
    values: list[Any] = []
    for rows in kinds:
        try:
            text, given = rows.order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            text, given = NOTHING, ()
        parts.append(f"(SELECT count(*) FROM ({text}) counted)")  # noqa: S608  Django's own statement, its values apart
        values += given
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return [int(number) for number in cursor.fetchone() or ()]
