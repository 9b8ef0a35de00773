"""Write down how rows that change by acts stand, when their time has come and after each act: `proof audit` finds other changes."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from manifattura.kernel.clock import database_now
from manifattura.kernel.signing_keys import KeyMissing, held_key

from ..domain.watched_rows import SUBJECT, WATCHED, WatchedTable, changes, hidden, without_act
from ..models import LogKey, RowState
from ..queries.watched_rows import acts_since, last_settled_act, seen, stands, unseen
from ..queries.written_once import in_utc
from .log_keys import make_first_key
from .send_receipts import is_busy

MOST = 20_000
"""Rows of a table looked at for the first time in one run; the others wait for the next."""


def keep_row_states() -> int:
    """How many were written. A change without an act is written nowhere: it stays as the audit finds it.

    What acts of the last minute touch is left for the next time. Without the key none is written, as no digest is.
    """
    if is_busy():
        return 0
    make_first_key()
    try:
        keys = [
            held_key(settings.KEYS_FOLDER, one)
            for one in LogKey.objects.order_by("-id").values_list("public_key", flat=True)
        ]
    except KeyMissing:
        return 0
    since = RowState.objects.aggregate(last=Max("last_act"))["last"] or 0
    return sum(_keep(table, since, [key.mac for key in keys]) for table in WATCHED)


Mac = Callable[[bytes], str]


@transaction.atomic
def _keep(table: WatchedTable, since: int, macs: list[Mac]) -> int:
    in_utc()
    last, made_at = last_settled_act(), database_now()
    moving = {one.subject for one in acts_since(last)}
    found = {
        row: hidden(table, row, now, macs) for row, now in unseen(table, MOST) if now[SUBJECT] not in moving
    }
    found |= _changed(table, {one.subject for one in acts_since(since)} - moving, macs)
    RowState.objects.bulk_create(
        [
            RowState(table_name=table.name, row_id=row, values=now, last_act=last, made_at=made_at)
            for row, now in found.items()
        ],
        batch_size=500,
    )
    return len(found)


def _changed(table: WatchedTable, subjects: set[str], macs: list[Mac]) -> dict[int, dict[str, str | None]]:
    """Of those of whom the audit trail spoke: how they stand now, where an act explains it."""
    looks = seen(table, subjects) if subjects else {}
    acts = acts_since(min((one.last_act for one in looks.values()), default=0), subjects) if looks else []
    found = {}
    for row, shown in stands(table, looks):
        before = looks[row]
        now = hidden(table, row, shown, macs, before.values)
        about = {before.values[SUBJECT], now[SUBJECT]}
        if not without_act(changes(table, before.values, now), acts, about, before.last_act):
            found[row] = now
    return found
