"""The only way to change what is written once: for some tables, in one transaction, with a trace (ADR 0019)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import connection

from .audit import Party
from .models import ErasurePermit

OPEN = """
INSERT INTO kernel_erasurepermit
  (transaction, opened_at, tables, authority, actor_id, actor_label, is_closed)
VALUES (txid_current(), transaction_timestamp(), %s, %s, %s, %s, false)
RETURNING id
"""


@contextmanager
def erasure_permitted(*, tables: Sequence[str], authority: str, by: Party | None) -> Iterator[None]:
    """Inside the block, and in this transaction alone, the erasable columns of `tables` may be overwritten.

    The caller is an action `erase_*` (an architecture test refuses others): it has checked who may, and writes the
    audit entry. `by` None: the system. `RuntimeError` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an erasure needs a transaction")
    actor = (by.audit_id, by.audit_label[:200]) if by else ("", "sistema")
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [list(tables), authority[:300], *actor])
        (pk,) = cursor.fetchone()
    yield
    # after an exception the transaction, and the permit with it, is rolled back
    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_erasurepermit SET is_closed = true WHERE id = %s", [pk])


def last_permits() -> dict[str, datetime]:
    """Table → when an erasure was last permitted on it."""
    found: dict[str, datetime] = {}
    for permit in ErasurePermit.objects.order_by("opened_at"):
        found |= dict.fromkeys(permit.tables, permit.opened_at)
    return found
