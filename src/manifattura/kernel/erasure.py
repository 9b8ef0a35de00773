"""The only way to change what is written once: for some tables, in one transaction, with a trace (ADR 0019)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from .audit import Party

PERMITS = "kernel_erasurepermit"
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


@dataclass(frozen=True)
class Erasure:
    """An erasure that took place, and what it touched."""

    permit: int
    opened_at: datetime
    authority: str
    actor: str
    rows: frozenset[tuple[str, int]]
    is_recorded: bool
    """Whether the audit trail has the act, by the same actor, under the same authority."""


ERASURES = """
SELECT permit.id, permit.opened_at, permit.authority, permit.actor_label,
  array_agg(erased.table_name::text), array_agg(erased.row_id), EXISTS (
    SELECT FROM kernel_auditentry act
    WHERE act.verb LIKE '%_discarded' AND act.actor_id = permit.actor_id
      AND act.at BETWEEN permit.opened_at AND permit.opened_at + interval '10 minutes'
      AND COALESCE(act.after ->> 'authority', permit.authority) = permit.authority)
FROM kernel_erasurepermit permit JOIN kernel_erasedrow erased ON erased.permit_id = permit.id
GROUP BY permit.id ORDER BY permit.id
"""


def erasures() -> list[Erasure]:
    """Those that touched something, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(ERASURES)
        return [
            Erasure(pk, at, authority, actor, frozenset(zip(tables, rows, strict=True)), recorded)
            for pk, at, authority, actor, tables, rows, recorded in cursor.fetchall()
        ]
