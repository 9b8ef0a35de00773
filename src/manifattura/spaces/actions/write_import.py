"""An officer writes a checked table, or gives it up; a forgotten one is given up after thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import remove_stored
from manifattura.kernel.tables.read_file import UnreadableFileError

from ..domain.words import ImportState
from ..models import TableImport
from ..queries.table_imports import checked_again, kind_of_import, rules_of, sheets_of
from .settle_import import locked_import

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

KEPT = timedelta(days=30)


def write_import(*, table: TableImport, anyway: bool, seen: int, by: Person) -> TableImport:
    """Check the file once more and write it, whole or (with `anyway`) the rows in order. Raises `Refused`, `Conflict`."""
    with transaction.atomic():
        stored = locked_import(table, seen, by)
        kind = kind_of_import(stored)
        if stored.report is None:
            raise Refused(_("Prima scegli la riga delle intestazioni e le colonne."))
        try:
            checked = checked_again(stored, sheets_of(stored), rules_of(kind))
        except (UnreadableFileError, FileNotFoundError) as error:
            raise Refused(_("Il file non si legge più: caricalo di nuovo.")) from error
        written = kind.write(checked=checked, source=stored.file_name, anyway=anyway, by=by)
        stored.state, stored.written_by, stored.written_at = ImportState.WRITTEN, by, now()
        stored.created_rows, stored.updated_rows = written.created, written.updated
        stored.unchanged_rows = written.unchanged
        stored.left_rows = sum(row.in_error for row in checked.rows)
        _drop_file(stored)
        stored.save()
        audit.record(
            "table_written",
            by=by,
            subject=stored,
            after={
                "created_rows": stored.created_rows,
                "updated_rows": stored.updated_rows,
                "left_rows": stored.left_rows,
            },
        )
    return stored


def give_up_import(*, table: TableImport, seen: int, by: Person) -> TableImport:
    """Forget the file; nothing was written. Raises `Conflict`, `PermissionRefused`."""
    with transaction.atomic():
        stored = locked_import(table, seen, by)
        _give_up(stored)
        audit.record("table_given_up", by=by, subject=stored)
    return stored


def forget_old_imports() -> int:
    """Give up tables nobody wrote, drop the row reports of written ones, after thirty days: they hold what cells held."""
    before = now() - KEPT
    forgotten = 0
    for pk in TableImport.objects.filter(created_at__lt=before, state=ImportState.OPEN).values_list(
        "pk", flat=True
    ):
        with transaction.atomic():
            stored = TableImport.objects.select_for_update().get(pk=pk)
            if stored.state == ImportState.OPEN:
                _give_up(stored)
                audit.record("table_given_up", by=None, subject=stored)
                forgotten += 1
    old = TableImport.objects.filter(written_at__lt=before, report__isnull=False)
    return forgotten + old.update(report=None)


def _give_up(stored: TableImport) -> None:
    stored.state, stored.report, stored.settled = ImportState.GIVEN_UP, None, {}
    _drop_file(stored)
    stored.save()


def _drop_file(stored: TableImport) -> None:
    key, stored.storage_key = stored.storage_key, ""
    transaction.on_commit(lambda: remove_stored(key))
