"""An officer says where the headings of a table are and what its columns mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.tables.by_hand import check_by_hand, headings_by_hand, headings_key, spot_at
from manifattura.kernel.tables.check import Rules
from manifattura.kernel.tables.read_file import UnreadableFileError

from ..domain.words import ImportState
from ..models import RememberedColumns, TableImport
from ..queries.table_imports import (
    kind_of_import,
    remembered_for,
    report_for,
    rules_of,
    sheets_of,
    spot_stored,
)

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def point_at_headings(*, table: TableImport, sheet: int, row: int, seen: int, by: Person) -> TableImport:
    """Take the headings from that row; `seen` is the version that the officer looked at. Raises `Refused`, `Conflict`."""
    with transaction.atomic():
        stored = locked_import(table, seen, by)
        kind, rules, sheets = kind_of_import(stored), rules_of(kind_of_import(stored)), sheets_of(stored)
        try:
            spot = spot_at(sheets, sheet, row)
        except UnreadableFileError as error:
            raise Refused(_("Scegli una riga dell’elenco."), field="riga") from error
        headings = headings_by_hand(sheets, spot, rules, {})
        stored.settled = remembered_for(stored.kind, headings)
        stored.remembered = bool(stored.settled)
        stored.sheet, stored.first_row, stored.last_row = spot.sheet, spot.first, spot.last
        try:
            stored.report = report_for(kind, check_by_hand(sheets, spot, rules, stored.settled))
        except UnreadableFileError:
            stored.report = None
        _grow(stored)
    return stored


def settle_columns(*, table: TableImport, settled: Mapping[str, str], seen: int, by: Person) -> TableImport:
    """Read the table by these columns (plain heading to column, "" to leave it out), now and next time.

    Raises `Refused` where two columns mean the same or an essential one is missing, `Conflict`.
    """
    with transaction.atomic():
        stored = locked_import(table, seen, by)
        kind = kind_of_import(stored)
        rules, sheets, spot = rules_of(kind), sheets_of(stored), spot_stored(stored)
        if spot is None:
            raise Refused(_("Prima scegli la riga delle intestazioni."))
        _refuse_confused(settled, rules, {key: str(word) for key, word in kind.columns.items()})
        try:
            checked = check_by_hand(sheets, spot, rules, settled)
        except UnreadableFileError as error:
            raise Refused(_essential_missing(rules, kind.columns)) from error
        before = stored.settled
        stored.settled, stored.remembered = dict(settled), False
        stored.report = report_for(kind, checked)
        _grow(stored)
        RememberedColumns.objects.update_or_create(
            kind=stored.kind,
            headings_key=headings_key(checked.headings),
            defaults={"settled": stored.settled, "changed_by": by},
        )
        changed = {key: value for key, value in stored.settled.items() if before.get(key) != value}
        audit.record("columns_settled", by=by, subject=stored, after={"columns": len(changed)})
    return stored


def _essential_missing(rules: Rules, names: Mapping[str, object]) -> str:
    wanted = ", ".join(str(names[column.key]) for column in rules.columns if column.essential)
    return _("Manca una colonna senza la quale la tabella non si capisce: {names}.").format(names=wanted)


def _refuse_confused(settled: Mapping[str, str], rules: Rules, names: Mapping[str, str]) -> None:
    known = {column.key for column in rules.columns}
    if any(key and key not in known for key in settled.values()):
        raise Refused(_("Scegli il significato dall’elenco."))
    twice = [key for key, count in Counter(filter(None, settled.values())).items() if count > 1]
    if twice:
        raise Refused(
            _("Due colonne hanno lo stesso significato: {name}. Lasciane una.").format(name=names[twice[0]])
        )


def locked_import(table: TableImport, seen: int, by: Person) -> TableImport:
    """The stored import, locked, if it is still the one that the officer looked at."""
    stored = TableImport.objects.select_for_update().get(pk=table.pk)
    if not kind_of_import(stored).may(by):
        raise PermissionRefused
    if stored.state != ImportState.OPEN or stored.version != seen:
        raise Conflict(
            _("Nel frattempo un collega ha lavorato su questa tabella: guarda com’è adesso."),
            theirs={"state": stored.state},
        )
    return stored


def _grow(stored: TableImport) -> None:
    stored.version += 1
    stored.save()
