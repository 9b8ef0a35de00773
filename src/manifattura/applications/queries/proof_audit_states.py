"""Rows that change by acts alone, as they stand, against the last look at them and the audit trail since."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from manifattura.kernel.signing_keys import SigningKey

from ..domain.watched_rows import SUBJECT, WATCHED, Values, WatchedTable, changes, hidden, without_act
from .proof_findings import AuditReport
from .watched_rows import Seen, acts_since, seen, stands
from .written_once import in_utc

LONGEST = 60


def audit_states(private: Sequence[SigningKey], report: AuditReport) -> None:
    """The looks themselves are written once, and have their digests."""
    if not private:
        return
    found = AuditReport()
    with transaction.atomic():
        in_utc()
        for table in WATCHED:
            _audit(table, list(private)[::-1], found)
    report.rows += found.rows
    report.take(found.findings)


def _audit(table: WatchedTable, private: Sequence[SigningKey], report: AuditReport) -> None:
    looks, macs = seen(table), [key.mac for key in private]
    now = {
        row: hidden(table, row, values, macs, looks[row].values if row in looks else None)
        for row, values in stands(table)
    }
    changed = {
        row: difference
        for row, look in looks.items()
        if (difference := changes(table, look.values, now.get(row)))
    }
    report.rows += len(looks)
    subjects = {one for row in changed for one in _about(looks[row], now.get(row)) if one}
    acts = acts_since(min((looks[row].last_act for row in changed), default=0), subjects) if changed else []
    for row, difference in changed.items():
        look = looks[row]
        for name in without_act(difference, acts, _about(look, now.get(row)), look.last_act):
            what = "the row is gone" if not name else _unlike(table, name, look.values, now[row])
            report.add(table.name, row, f"{what}, and the audit trail has no act that did it")


def _about(look: Seen, now: Values | None) -> set[str | None]:
    return {look.values[SUBJECT], now[SUBJECT] if now else None}


def _unlike(table: WatchedTable, name: str, before: Values, now: Values) -> str:
    if name in table.hidden:
        return f"{name} is not as it was"
    return f"{name} is {_short(now[name])}, and was {_short(before[name])}"


def _short(value: str | None) -> str:
    return "empty" if value is None else value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
