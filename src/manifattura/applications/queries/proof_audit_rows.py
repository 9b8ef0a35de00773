"""Every row that is written once, in all apps, against the keyed digest that was made beside it, and those against their notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from manifattura.kernel.erasure import PERMITS, Erasure, erasures
from manifattura.kernel.signing_keys import SigningKey

from ..domain.discarded import discarded_texts
from ..domain.proof_documents import utc_text
from ..domain.row_macs import OnceTable, changed_columns, column_tags, row_text
from ..models import Message, RowShape
from .proof_findings import CHUNK, AuditReport
from .row_batches import Chain, is_lost, read_chain, read_witness
from .written_once import as_text, in_utc, written_once

SHAPE, NOTE = "applications_rowshape", "applications_rowbatch"
MESSAGE = "applications_message"
KEPT = """
SELECT held.id, mac.mac, mac.whole_mac, mac.tags, mac.made_at{columns}
FROM applications_rowmac mac JOIN {table} held ON held.id = mac.row_id WHERE mac.shape_id = %s ORDER BY held.id
"""
GONE = """
SELECT mac.row_id FROM applications_rowmac mac
WHERE mac.shape_id = ANY(%s) AND NOT EXISTS (SELECT FROM {table} held WHERE held.id = mac.row_id) ORDER BY 1
"""
WITHOUT = """
SELECT held.id FROM {table} held
WHERE NOT EXISTS (SELECT FROM applications_rowmac mac WHERE mac.shape_id = ANY(%s) AND mac.row_id = held.id)
ORDER BY 1
"""
DIGESTS = "SELECT mac.row_id FROM applications_rowmac mac WHERE mac.shape_id = ANY(%s) ORDER BY 1"
THERE = "SELECT held.id FROM {table} held WHERE held.id = ANY(%s)"

Erased = frozenset[tuple[str, int]]


def audit_rows(private: Sequence[SigningKey], report: AuditReport) -> None:
    """The newest rows have no digest yet: they are counted, and are no finding."""
    if not private:
        return
    found = AuditReport()
    erased = _audit_permits(found)
    chain = read_chain(private)
    for note, fault in chain.faults:
        found.add(NOTE, note, fault)
    _audit_witness(chain, found)
    with transaction.atomic():
        in_utc()
        tables = written_once()
        for name in sorted(set(chain.signed).difference(table.name for table in tables)):
            found.add(
                name, 0, "the triggers that keep its rows are gone, and with them what could be compared"
            )
        for table in tables:
            _audit_table(table, list(private)[::-1], erased, chain, found)
    report.rows, report.waiting, report.erasures = found.rows, found.waiting, found.erasures
    report.take(found.findings)


def _audit_permits(report: AuditReport) -> Erased:
    """What erasures touched; one that the audit trail does not know excuses nothing."""
    erased: set[tuple[str, int]] = set()
    for one in erasures():
        report.erasures.append(
            f"{one.opened_at:%Y-%m-%d %H:%M:%S%z} {one.actor}, {one.authority}: {len(one.rows)} rows"
        )
        if one.is_recorded:
            erased |= one.rows
            _audit_emptied(one, report)
        else:
            report.add(PERMITS, one.permit, "the audit trail has no such erasure by this actor and authority")
    return frozenset(erased)


def _audit_emptied(erasure: Erasure, report: AuditReport) -> None:
    """An erasure leaves its own words in the place of a message, and no others."""
    rows = [row for table, row in erasure.rows if table == MESSAGE]
    words = discarded_texts(erasure.authority)
    others = Message.objects.filter(pk__in=rows).exclude(texts=words).values_list("pk", flat=True)
    for row in others.order_by("pk"):
        report.add(MESSAGE, row, "texts: not what an erasure leaves")


def _audit_witness(chain: Chain, report: AuditReport) -> None:
    """The newest note, as the keys folder has it, knows which rows there were, whatever the database has lost."""
    kept = read_witness()
    if kept is None:
        return
    chain.learn(kept["rows"], kept["closed"])
    if not is_lost(kept):
        return
    report.add(
        NOTE,
        kept["number"],
        f"the note that the keys folder has of {kept['made_at']} is gone: newer rows were removed, or the database "
        "was restored from a backup",
    )


def _audit_table(
    table: OnceTable, private: Sequence[SigningKey], erased: Erased, chain: Chain, report: AuditReport
) -> None:
    shapes = list(RowShape.objects.filter(table_name=table.name))
    columns = {*table.fixed, *table.erasable}
    for shape in shapes:
        if columns.issuperset((*shape.fixed, *shape.erasable)):
            _audit_shape(shape, private, erased, report)
        else:
            report.add(SHAPE, shape.pk, f"the digests cover columns that {table.name} has no more")
    keys = [shape.pk for shape in shapes]
    for row in _some(GONE, table.name, keys):
        if not (table.deletable and (table.name, row) in erased):
            report.add(table.name, row, "the row is gone")
    _audit_digests(table, keys, chain, report)


def _audit_digests(table: OnceTable, keys: list[int], chain: Chain, report: AuditReport) -> None:
    """Which rows should have one, and which have."""
    signed = chain.rows(table.name)
    digests = _some(DIGESTS, table.name, keys)
    with_digest = set(digests)
    lost = [row for row in signed if row not in with_digest]
    if not chain.faults:
        for row in [one for one in digests if one not in signed]:
            report.add(table.name, row, "no note says that its digest was made")
    there = set(_some(THERE, table.name, lost))
    for row in lost:
        what = "its digest is gone" if row in there else "the row and its digest are gone"
        report.add(table.name, row, what)
    known = chain.closed.get(table.name, 0) if not chain.faults else signed.highest
    for row in _some(WITHOUT, table.name, keys):
        if row <= known and row not in signed:
            report.add(table.name, row, "it has no digest: it was added later under an old number")
        elif row not in signed:
            report.waiting += 1


def _audit_shape(shape: RowShape, private: Sequence[SigningKey], erased: Erased, report: AuditReport) -> None:
    names = (*shape.fixed, *shape.erasable)
    statement = KEPT.format(columns=as_text(names), table=connection.ops.quote_name(shape.table_name))
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [shape.pk])
        while rows := cursor.fetchmany(CHUNK):
            for row, mac, whole_mac, tags, made_at, *values in rows:
                report.rows += 1
                whole = dict(zip(names, values, strict=True))
                held = _Held(shape.table_name, row, made_at, tags, private)
                if not held.is_of(mac, {name: whole[name] for name in shape.fixed}):
                    report.add(shape.table_name, row, held.unlike(shape.fixed, whole))
                elif whole_mac and (shape.table_name, row) not in erased and not held.is_of(whole_mac, whole):
                    report.add(shape.table_name, row, held.unlike(shape.erasable, whole))


class _Held:
    """A row beside its digest."""

    def __init__(
        self, table: str, row: int, made_at: datetime, tags: str, private: Sequence[SigningKey]
    ) -> None:
        self.table, self.row, self.tags, self.private = table, row, tags, private
        self.made_at = utc_text(made_at)

    def is_of(self, mac: str, values: dict[str, str | None]) -> bool:
        text = row_text(table=self.table, row=self.row, made_at=self.made_at, values=values, tags=self.tags)
        return any(key.mac(text) == mac for key in self.private)

    def unlike(self, suspects: Sequence[str], whole: dict[str, str | None]) -> str:
        """`suspects`: where it is, when the tags say no more."""
        names = list(whole)
        told = min(
            (
                changed_columns(
                    names,
                    self.tags,
                    column_tags(
                        table=self.table, row=self.row, made_at=self.made_at, values=whole, mac=key.mac
                    ),
                )
                for key in self.private
            ),
            key=len,
        )
        some = [name for name in suspects if name in told]
        if len(told) < len(names) and some:
            return f"{', '.join(some)}: not as it was written"
        return f"one of {', '.join(suspects)} is not as it was written, or its digest was changed"


def _some(statement: str, table: str, numbers: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=connection.ops.quote_name(table)), [numbers])
        return [row for (row,) in cursor.fetchall()]
