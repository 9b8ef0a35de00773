"""An officer uploads a table: it is read and checked, nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import remove_stored, store
from manifattura.kernel.tables.by_hand import (
    SHOWN,
    Spot,
    check_by_hand,
    headings_by_hand,
    headings_key,
    spot_at,
    spot_of,
)
from manifattura.kernel.tables.check import Rules, check_sheets
from manifattura.kernel.tables.kinds import Kind
from manifattura.kernel.tables.read_file import UnreadableFileError, read_file
from manifattura.kernel.tables.words import FILES

from ..models import TableImport
from ..queries.table_imports import LARGEST_MB, MOST_ROWS, remembered_columns, report_for, rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from manifattura.accounts.models import Person
    from manifattura.kernel.tables.cells import Sheet


def start_import(*, kind: Kind, file_name: str, content: bytes, by: Person) -> TableImport:
    """Keep the file with what is understood of it; without headings that are recognised somebody says where they are.

    Raises `Refused` on the field `file` where the file is no table, `PermissionRefused`.
    """
    if not kind.may(by):
        raise PermissionRefused
    if len(content) > LARGEST_MB * 1024 * 1024:
        raise Refused(
            _("Il file è troppo grande: al massimo {megabytes} MB. Dividilo in più file.").format(
                megabytes=LARGEST_MB
            ),
            field="file",
        )
    try:
        sheets = read_file(content)
    except UnreadableFileError as error:
        raise Refused(str(FILES[error.reason]), field="file") from error
    if max((len(sheet.rows) for sheet in sheets), default=0) > MOST_ROWS + 50:
        raise Refused(
            _("Ci sono più di 10.000 righe. Dividi il file, o chiedi a chi gestisce il servizio."),
            field="file",
        )
    started = TableImport(
        kind=kind.key, file_name=file_name.strip()[-200:] or _("senza nome"), created_by=by, size=len(content)
    )
    _understand(started, kind, sheets)
    stored = store(content)
    started.storage_key, started.sha256 = stored.storage_key, stored.sha256
    try:
        with transaction.atomic():
            started.save()
            audit.record(
                "table_uploaded",
                by=by,
                subject=started,
                after={"import_kind": kind.key, "sha256": started.sha256},
            )
    except BaseException:
        remove_stored(stored.storage_key)
        raise
    return started


def _understand(started: TableImport, kind: Kind, sheets: Sequence[Sheet]) -> None:
    rules = rules_of(kind)
    remembered = remembered_columns(kind.key)
    try:
        headings = check_sheets(sheets, rules).headings
        spot, known = spot_of(sheets, headings), remembered.get(headings_key(headings), {})
    except UnreadableFileError:
        found = _met_before(sheets, rules, remembered)
        if found is None:
            return
        spot, known = found
    started.settled, started.remembered = known, bool(known)
    started.sheet, started.first_row, started.last_row = spot.sheet, spot.first, spot.last
    try:
        started.report = report_for(kind, check_by_hand(sheets, spot, rules, known))
    except UnreadableFileError:
        started.report = None


def _met_before(
    sheets: Sequence[Sheet], rules: Rules, remembered: Mapping[str, dict[str, str]]
) -> tuple[Spot, dict[str, str]] | None:
    """Headings that say nothing by themselves, but that somebody settled for an earlier file."""
    for place, sheet in enumerate(sheets):
        for row in range(1, min(SHOWN, len(sheet.rows)) + 1):
            spot = spot_at(sheets, place, row)
            known = remembered.get(headings_key(headings_by_hand(sheets, spot, rules, {})))
            if known:
                return spot, known
    return None
