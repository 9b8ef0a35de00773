"""The chain of notes of which rows have their digest, as the database and the keys folder have it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from manifattura.kernel.signing_keys import SigningKey

from ..domain.proof_documents import utc_text
from ..domain.row_batches import RowSet, batch_text, union
from ..models import LogKey, RowBatch

OLDEST = """
SELECT min(xact_start) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


@dataclass
class Chain:
    """What all notes say together."""

    signed: dict[str, RowSet] = field(default_factory=dict)
    closed: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)
    """Of the row of a note: what is wrong with it."""
    macs: dict[int, str] = field(default_factory=dict)
    """Number of a note → its digest."""

    def rows(self, table: str) -> RowSet:
        return self.signed.get(table, RowSet())

    def learn(self, rows: Mapping[str, str], closed: Mapping[str, int]) -> None:
        """What a note says, or the keys folder."""
        for table, text in rows.items():
            self.signed[table] = union(filter(None, [text, self.rows(table).text()]))
        for table, row in closed.items():
            self.closed[table] = max(row, self.closed.get(table, 0))


def read_chain(private: Sequence[SigningKey] = ()) -> Chain:
    """Without keys only numbers and links are looked at."""
    chain, texts, before, expected = Chain(), dict[str, list[str]](), "", 1
    for note in RowBatch.objects.order_by("number").iterator(2000):
        if note.number != expected:
            chain.faults.append((note.pk, f"the notes {expected} to {note.number - 1} before it are gone"))
        elif note.previous != before:
            chain.faults.append((note.pk, "previous is not the digest of the note before it"))
        if private and all(key.mac(text_of(note)) != note.mac for key in private):
            chain.faults.append(
                (note.pk, "number, rows, closed, previous, made_at or mac: not as it was written")
            )
        for table, text in note.rows.items():
            texts.setdefault(table, []).append(text)
        for table, row in note.closed.items():
            chain.closed[table] = max(row, chain.closed.get(table, 0))
        chain.macs[note.number] = before = note.mac
        expected = note.number + 1
    chain.signed = {table: union(found) for table, found in texts.items()}
    return chain


def text_of(note: RowBatch) -> bytes:
    return batch_text(
        number=note.number,
        made_at=utc_text(note.made_at),
        previous=note.previous,
        rows=note.rows,
        closed=note.closed,
    )


def oldest_transaction() -> Any:
    """When the oldest of the others that are still open began; None when there are none."""
    with connection.cursor() as cursor:
        cursor.execute(OLDEST)
        return cursor.fetchone()[0]


def witness_path() -> Path | None:
    """Where the keys folder keeps the newest note of this log, out of the database's reach."""
    first = LogKey.objects.order_by("id").values_list("statement", flat=True).first()
    if first is None:
        return None
    return Path(settings.KEYS_FOLDER) / f"rows-{hashlib.sha256(first.encode()).hexdigest()[:16]}.json"


def read_witness() -> Mapping[str, Any] | None:
    """`number`, `mac`, `made_at`, and of all notes up to it together `rows` and `closed`."""
    path = witness_path()
    if path is None or not path.exists():
        return None
    found: Mapping[str, Any] = json.loads(path.read_text())
    return found


def is_lost(witness: Mapping[str, Any]) -> bool:
    """Whether the database has no more the note that the keys folder has: it may be ahead of it, and never behind."""
    return not RowBatch.objects.filter(number=witness["number"], mac=witness["mac"]).exists()


def known_chain() -> tuple[Chain, bool]:
    """What all notes say, read from the keys folder as far as that goes; and whether the database has lost any of it."""
    witness = read_witness()
    lost = witness is not None and is_lost(witness)
    chain = Chain() if witness and not lost else read_chain()
    if witness:
        chain.learn(witness["rows"], witness["closed"])
        if not lost:
            for note in RowBatch.objects.filter(number__gt=witness["number"]).order_by("number"):
                chain.learn(note.rows, note.closed)
    return chain, lost
