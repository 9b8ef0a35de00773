"""Put a keyed digest beside every row that is written once, so that `proof audit` finds whoever changes one later."""

from __future__ import annotations

from django.db import connection, transaction

from manifattura.kernel.clock import database_now
from manifattura.kernel.signing_keys import KeyMissing, SigningKey

from ..domain.proof_documents import utc_text
from ..domain.row_macs import OnceTable, row_text
from ..models import RowMac, RowShape
from ..queries.written_once import as_text, in_utc, written_once
from .log_keys import signing_key
from .send_receipts import is_busy

BATCH = 1000
WITHOUT = """
SELECT held.id{columns} FROM {table} held
WHERE NOT EXISTS (SELECT FROM applications_rowmac mac WHERE mac.shape_id = ANY(%s) AND mac.row_id = held.id)
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
    for table in written_once():
        while not is_busy():
            batch = _next_batch(table, key)
            made += batch
            if batch < BATCH:
                break
    return made


@transaction.atomic
def _next_batch(table: OnceTable, key: SigningKey) -> int:
    in_utc()
    shape, _made = RowShape.objects.get_or_create(
        table_name=table.name, fixed=list(table.fixed), erasable=list(table.erasable)
    )
    made_at = database_now()
    columns = (*table.fixed, *table.erasable)
    macs = [
        RowMac(
            shape=shape,
            row_id=row,
            mac=_mac(key, table, row, utc_text(made_at), values[: len(table.fixed)]),
            whole_mac=_mac(key, table, row, utc_text(made_at), values) if table.erasable else "",
            made_at=made_at,
        )
        for row, *values in _without(table, columns)
    ]
    RowMac.objects.bulk_create(macs, ignore_conflicts=True)
    return len(macs)


def _without(table: OnceTable, columns: tuple[str, ...]) -> list[tuple[int, *tuple[str | None, ...]]]:
    shapes = list(RowShape.objects.filter(table_name=table.name).values_list("pk", flat=True))
    statement = WITHOUT.format(columns=as_text(columns), table=connection.ops.quote_name(table.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [shapes, BATCH])
        found: list[tuple[int, *tuple[str | None, ...]]] = cursor.fetchall()
    return found


def _mac(key: SigningKey, table: OnceTable, row: int, made_at: str, values: list[str | None]) -> str:
    names = (*table.fixed, *table.erasable)[: len(values)]
    return key.mac(
        row_text(table=table.name, row=row, made_at=made_at, values=dict(zip(names, values, strict=True)))
    )
