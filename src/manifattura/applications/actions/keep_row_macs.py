"""Put a keyed digest beside every row that is written once, so that `proof audit` finds whoever changes one later.

A row that had its digest already, or that comes below numbers that were closed, gets none: the audit names it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection, transaction

from manifattura.kernel.clock import database_now
from manifattura.kernel.signing_keys import KeyMissing, SigningKey

from ..domain.proof_documents import utc_text
from ..domain.row_batches import rows_of, union
from ..domain.row_macs import OnceTable, column_tags, row_text
from ..models import RowBatch, RowMac, RowShape
from ..queries.row_batches import Chain, known_chain, oldest_transaction, text_of, witness_path
from ..queries.written_once import as_text, in_utc, written_once
from .log_keys import signing_key
from .send_receipts import is_busy

log = logging.getLogger(__name__)

BATCH = 2000
SETTLES = timedelta(minutes=10)
CLOCKS = timedelta(minutes=1)
RECENT = timedelta(days=2)
WITHOUT = """
SELECT held.id{columns} FROM {table} held
WHERE held.id > %s AND NOT EXISTS (
  SELECT FROM applications_rowmac mac WHERE mac.shape_id = ANY(%s) AND mac.row_id = held.id)
ORDER BY held.id LIMIT %s
"""


def keep_row_macs() -> int:
    """How many digests were made. Gives way while applications arrive; run again, it finds nothing to do.

    Without the key nothing is made: the rows wait for it, as heads do.
    """
    try:
        key = signing_key()
    except KeyMissing:
        return 0
    made = 0
    while not is_busy():
        batch = _next_batch(key)
        made += batch
        if batch < BATCH:
            break
    return made


@transaction.atomic
def _next_batch(key: SigningKey) -> int:
    in_utc()
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE applications_rowbatch IN SHARE ROW EXCLUSIVE MODE")
    known, oldest, made_at = Known(), oldest_transaction(), database_now()
    made, rows, complete = 0, known.adopted(), set[str]()
    for table in written_once():
        macs = list(_macs(table, key, made_at, known, BATCH - made))
        RowMac.objects.bulk_create(macs, batch_size=500)
        if macs:
            rows[table.name] = union(
                [rows_of(one.row_id for one in macs).text(), *filter(None, [rows.get(table.name)])]
            ).text()
        made += len(macs)
        if made < BATCH:
            complete.add(table.name)
    closed = {name: row for name, row in known.closing(made_at, oldest).items() if name in complete}
    if rows or closed:
        _note(key, known, rows, closed, made_at)
    return made


class Known:
    """What the notes say."""

    def __init__(self) -> None:
        self.recent = list(RowBatch.objects.filter(made_at__gte=database_now() - RECENT).order_by("number"))
        self.chain, self.lost = known_chain()

    def adopted(self) -> dict[str, str]:
        """The digests from before there were notes, for the first of them."""
        if RowBatch.objects.exists():
            return {}
        found: dict[str, list[int]] = {}
        rows = RowMac.objects.order_by("id").values_list("shape__table_name", "row_id")
        for table, row in rows.iterator(10_000):
            found.setdefault(table, []).append(row)
        return {table: rows_of(numbers).text() for table, numbers in found.items()}

    def refuses(self, table: str, row: int) -> bool:
        """A row that had its digest, or that nobody can have written in the order of numbers."""
        signed = self.chain.rows(table)
        return (
            row in signed
            or row <= self.chain.closed.get(table, 0)
            or (bool(self.chain.faults) and row <= signed.highest)
        )

    def closing(self, at: datetime, oldest: datetime | None) -> dict[str, int]:
        """Table → up to which number no open transaction can bring a row any more, where that is new."""
        before = min(at - SETTLES, oldest - CLOCKS) if oldest else at - SETTLES
        highest: dict[str, int] = {}
        for note in self.recent:
            if note.made_at < before:
                for table, text in note.rows.items():
                    highest[table] = max(union([text]).highest, highest.get(table, 0))
        for note in self.recent:
            for table, row in note.closed.items():
                if row >= highest.get(table, 0):
                    highest.pop(table, None)
        return highest


def _macs(table: OnceTable, key: SigningKey, made_at: datetime, known: Known, room: int) -> Iterator[RowMac]:
    shape, _made = RowShape.objects.get_or_create(
        table_name=table.name, fixed=list(table.fixed), erasable=list(table.erasable)
    )
    shapes = list(RowShape.objects.filter(table_name=table.name).values_list("pk", flat=True))
    after, more = -(2**62), True
    while room and more:
        found = _without(table, shapes, after, room)
        more = len(found) == room
        for row, *values in found:
            after = row
            if known.refuses(table.name, row):
                log.error("%s %s has lost its digest, or was added later: it gets none", table.name, row)
                continue
            room -= 1
            yield _mac(key, shape, row, made_at, values)


def _without(
    table: OnceTable, shapes: list[int], after: int, most: int
) -> list[tuple[int, *tuple[str | None, ...]]]:
    columns = as_text((*table.fixed, *table.erasable))
    statement = WITHOUT.format(columns=columns, table=connection.ops.quote_name(table.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [after, shapes, most])
        found: list[tuple[int, *tuple[str | None, ...]]] = cursor.fetchall()
    return found


def _mac(key: SigningKey, shape: RowShape, row: int, made_at: datetime, values: list[str | None]) -> RowMac:
    table, at = shape.table_name, utc_text(made_at)
    whole = dict(zip((*shape.fixed, *shape.erasable), values, strict=True))
    fixed = {name: whole[name] for name in shape.fixed}
    tags = column_tags(table=table, row=row, made_at=at, values=whole, mac=key.mac)

    def digest(covered: dict[str, str | None]) -> str:
        return key.mac(row_text(table=table, row=row, made_at=at, values=covered, tags=tags))

    return RowMac(
        shape=shape,
        row_id=row,
        mac=digest(fixed),
        whole_mac=digest(whole) if shape.erasable else "",
        tags=tags,
        made_at=made_at,
    )


def _note(
    key: SigningKey, known: Known, rows: dict[str, str], closed: dict[str, int], made_at: datetime
) -> None:
    last = RowBatch.objects.order_by("-number").first()
    note = RowBatch(
        number=last.number + 1 if last else 1,
        previous=last.mac if last else "",
        rows=rows,
        closed=closed,
        made_at=made_at,
    )
    note.mac = key.mac(text_of(note))
    note.save(force_insert=True)
    known.chain.learn(rows, closed)
    if not known.lost:
        transaction.on_commit(lambda: _witness(note, known.chain))


def _witness(note: RowBatch, chain: Chain) -> None:
    """Outside the database: whoever takes the newest rows away with all that speaks of them is found by this."""
    path = witness_path()
    if path is None:
        return
    document = {
        "number": note.number,
        "mac": note.mac,
        "made_at": utc_text(note.made_at),
        "rows": {table: rows.text() for table, rows in sorted(chain.signed.items())},
        "closed": chain.closed,
    }
    try:
        new = path.with_suffix(".new")
        new.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")
        new.chmod(0o600)
        new.replace(path)
    except OSError:
        log.exception("the newest note of digests could not be kept beside the keys")
