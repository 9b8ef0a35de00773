"""What is understood of a table on its way in, and the tables that came in before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.db.models import QuerySet

from manifattura.kernel.clock import today
from manifattura.kernel.files import read_stored
from manifattura.kernel.tables.by_hand import Spot, check_by_hand, headings_key
from manifattura.kernel.tables.check import Checked, Rules
from manifattura.kernel.tables.faults import Fault, Severity
from manifattura.kernel.tables.kinds import Kind, kind_of
from manifattura.kernel.tables.read_file import read_file
from manifattura.territory.queries.places import current_places

from ..models import RememberedColumns, TableImport

if TYPE_CHECKING:
    from manifattura.kernel.tables.cells import Sheet
    from manifattura.kernel.tables.headings import Headings

LARGEST_MB = 10
MOST_ROWS = 10_000
"""In the browser; the command line takes ten times as many."""


def rules_of(kind: Kind) -> Rules:
    """With the city's ground and the day of today."""
    return kind.rules(current_places(), today())


def imports_of(kinds: Collection[str]) -> QuerySet[TableImport]:
    """The latest first, with who brought them."""
    found = TableImport.objects.filter(kind__in=kinds).select_related("created_by", "written_by")
    return found.defer("report", "settled")


def sheets_of(stored: TableImport) -> list[Sheet]:
    """The file again, as it came in."""
    return read_file(read_stored(stored.storage_key))


def spot_stored(stored: TableImport) -> Spot | None:
    if stored.sheet is None or stored.first_row is None or stored.last_row is None:
        return None
    return Spot(stored.sheet, stored.first_row, stored.last_row)


def checked_again(stored: TableImport, sheets: Sequence[Sheet], rules: Rules) -> Checked:
    """The table by what is settled of it. Raises `UnreadableFileError("headings")` while it is not understood."""
    spot = cast("Spot", spot_stored(stored))
    return check_by_hand(sheets, spot, rules, stored.settled)


def remembered_for(kind: str, headings: Headings) -> dict[str, str]:
    """What was settled for files of the same headings; empty where nothing was."""
    found = RememberedColumns.objects.filter(kind=kind, headings_key=headings_key(headings)).first()
    return dict(found.settled) if found else {}


def remembered_columns(kind: str) -> dict[str, dict[str, str]]:
    """All that was settled for a kind, by the key of the headings."""
    rows = RememberedColumns.objects.filter(kind=kind).values_list("headings_key", "settled")
    return {key: dict(settled) for key, settled in rows}


def report_for(kind: Kind, checked: Checked) -> dict[str, Any]:
    """The checked table as it is shown: one entry per row, faults as codes so that each reader reads their language."""
    foreseen = kind.foreseen(checked)
    rows = [
        {
            "row": row.number,
            "name": kind.name_of(row.values)[:160],
            "foreseen": "error" if row.in_error else foreseen.get(row.number, "left"),
            "faults": [
                [
                    fault.severity,
                    fault.code,
                    checked.labels.get(fault.key, ""),
                    {key: str(value) for key, value in fault.facts.items()},
                ]
                for fault in row.faults
            ],
        }
        for row in checked.rows
    ]
    return {
        "sheet": checked.headings.sheet.name,
        "read_as": checked.headings.sheet.how,
        "heading_row": checked.headings.last_row,
        "rows": rows,
        "left_aside": [[number, why] for number, why in checked.ignored],
        "other_sheets": list(checked.elsewhere),
        "counts": _counts(checked, rows),
    }


def _counts(checked: Checked, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    counts = {
        key: sum(row["foreseen"] == key for row in rows)
        for key in ("error", "new", "changed", "same", "left")
    }
    return counts | {"all": len(rows), "warning": sum(row.has_warning for row in checked.rows)}


def fault_of(written: Sequence[Any]) -> Fault:
    """A fault as a report holds it."""
    severity, code, _column, facts = written
    return Fault(cast("Severity", severity), code, "", facts)


def kind_of_import(stored: TableImport) -> Kind:
    return kind_of(stored.kind)
