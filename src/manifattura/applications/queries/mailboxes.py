"""One worker at a time writes to one recipient of a message."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MAILBOXES = 7_305_104
"""First half of the lock's name; the second is the recipient's id."""


@contextmanager
def hold_mailbox(recipient_id: int) -> Iterator[bool]:
    """Whether the recipient is ours to write to. Held over several transactions; the database lets go if we die."""
    name = [MAILBOXES, recipient_id % 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", name)
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", name)
