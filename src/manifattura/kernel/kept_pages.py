"""The public pages that one web process made, for the others: a table, read and written by statements planned once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .prepared_sql import one_row

READ = """
SELECT pg_current_snapshot()::text, kept.headers, kept.body, EXTRACT(EPOCH FROM kept.expires_at - clock_timestamp())::float
FROM (SELECT 1) AS here
LEFT JOIN kernel_keptpage kept ON kept.key = %(key)s AND kept.expires_at > clock_timestamp()
  AND NOT EXISTS (
    SELECT FROM kernel_publicchange change
    WHERE NOT pg_visible_in_snapshot(change.transaction_id::text::xid8, kept.snapshot::pg_snapshot)
  )
"""
WRITE = """
INSERT INTO kernel_keptpage (key, snapshot, expires_at, headers, body)
VALUES (%(key)s::text, %(snapshot)s::text, clock_timestamp() + %(seconds)s::float * interval '1 second',
        %(headers)s::jsonb, %(body)s::bytea)
ON CONFLICT (key) DO UPDATE SET snapshot = excluded.snapshot, expires_at = excluded.expires_at,
  headers = excluded.headers, body = excluded.body
RETURNING 1
"""
PRUNE = """
WITH pages AS (DELETE FROM kernel_keptpage WHERE expires_at < clock_timestamp() - interval '1 minute'),
     changes AS (DELETE FROM kernel_publicchange WHERE at < clock_timestamp() - interval '1 day')
SELECT 1
"""


@dataclass(frozen=True)
class Kept:
    """What there is for a key: the snapshot of this very moment, and the page if one holds, for how many seconds."""

    snapshot: str
    headers: list[tuple[str, str]] | None = None
    body: bytes = b""
    seconds: float = 0.0


def read_kept(key: str) -> Kept:
    snapshot, headers, body, seconds = one_row(READ, {"key": key})
    if headers is None:
        return Kept(snapshot)
    pairs: list[Any] = json.loads(headers) if isinstance(headers, str) else headers
    return Kept(snapshot, [(name, value) for name, value in pairs], bytes(body), seconds)


def write_kept(key: str, snapshot: str, headers: list[tuple[str, str]], body: bytes, seconds: float) -> None:
    """Keep a page that was made from what `snapshot` saw, or from later."""
    one_row(
        WRITE,
        {"key": key, "snapshot": snapshot, "seconds": seconds, "headers": json.dumps(headers), "body": body},
    )


def prune_kept() -> None:
    """Forget pages that are over, and changes older than any page can be."""
    one_row(PRUNE, {})
