"""One at a time on a notice: a term that begins to wait and a proof that arrives must see each other."""

from __future__ import annotations

from django.db import connection


def lock_notice(notice_ref: str) -> None:
    """Until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"notice {notice_ref}"])
