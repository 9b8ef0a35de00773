"""Bring lots into a draft from a table (CSV, XLSX): all rows or none; a code that is there already is updated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.kernel.tables.check import Checked, Row, check_file
from manifattura.kernel.tables.read_file import UnreadableFileError

from ..domain.allocation import LotRule, LotTie
from ..domain.lot_table import lot_table_rules
from ..domain.problems import Part
from ..models import LotDraft
from .change_draft import changing_draft

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

LARGEST = 2_000_000
MOST_ROWS = 400
TARGET = "lotti-tabella"


@dataclass(frozen=True)
class Brought:
    added: int
    updated: int


def check_lots(content: bytes) -> Checked:
    """Read the table and say row by row what is wrong; `Refused` for a file that cannot be read at all."""
    if len(content) > LARGEST:
        raise Refused(_("Il file supera i 2 MB: per una tabella di lotti è troppo."), field="file")
    try:
        checked = check_file(content, lot_table_rules())
    except UnreadableFileError as error:
        raise Refused(
            _("Il file non si legge: serve una tabella CSV o XLSX con una colonna «lotto» o «codice»."),
            field="file",
        ) from error
    if len(checked.rows) > MOST_ROWS:
        raise Refused(_("La tabella ha più di %(most)s righe.") % {"most": MOST_ROWS}, field="file")
    return checked


def import_lots(*, call: Call, content: bytes, revision: int, by: Person) -> Brought:
    """Writes every row, or nothing when one is in error. What the table has no column for stays as it was."""
    checked = check_lots(content)
    rows = [row for row in checked.rows if not row.repeats]
    if any(row.in_error for row in checked.rows) or not rows:
        raise Refused(
            _("La tabella ha righe da correggere: non è stato scritto nulla."), field="file", code="rows"
        )
    with changing_draft(
        call=call, part=Part.LOTS, target=TARGET, revision=revision, verb="call_lots_imported", by=by
    ) as change:
        known = {lot.key: lot for lot in LotDraft.objects.filter(call=change.call)}
        position = max((lot.position for lot in known.values()), default=-1)
        added = updated = 0
        for row in rows:
            values = _columns(row)
            key = values.pop("key")
            lot = known.get(key)
            if lot is None:
                position += 1
                lot = LotDraft(
                    call=change.call, key=key, position=position, title=_("Lotto %(key)s") % {"key": key}
                )
                if "rule" not in values and "economic_max" not in values:
                    lot.economic_max = Decimal(40)
                added += 1
            else:
                updated += 1
            for name, value in values.items():
                change.note(f"{key}.{name}", getattr(lot, name) if lot.pk else None, value)
                setattr(lot, name, value)
            if lot.rule == LotRule.HIGHEST_OFFER and lot.tie == LotTie.TECHNICAL:
                lot.tie = LotTie.DRAW
            lot.save()
        change.note("lots", 0, added + updated)
    return Brought(added, updated)


def _columns(row: Row) -> dict[str, Any]:
    """What the row says; empty cells say nothing."""
    values = {name: value for name, value in row.values.items() if value not in (None, "")}
    values["key"] = slugify(str(values["key"]))[:24] or f"riga-{row.number}"
    if "places" in values:
        values["places"] = int(values["places"])
    return values
