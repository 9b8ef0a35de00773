"""The report of a checked table, row by row: the document that programmes read and the lines that people read."""

from __future__ import annotations

from typing import Any

from .check import Checked
from .faults import Severity
from .words import advice, message


def report_of(checked: Checked) -> dict[str, Any]:
    """`rows`, `importable`, `errors` and `warnings`; each with the row as a spreadsheet numbers it, the column's heading, code, message, advice."""
    headings = checked.headings
    return {
        "rows": len(checked.rows),
        "importable": checked.importable,
        "sheet": headings.sheet.name,
        "read_as": headings.sheet.how,
        "heading_row": headings.last_row,
        "columns": [
            {"heading": label, "meaning": _meaning(checked, place)}
            for place, label in enumerate(headings.labels)
            if label
        ],
        "errors": _lines(checked, "error"),
        "warnings": _lines(checked, "warning"),
        "left_aside": [{"row": row, "because": why} for row, why in checked.ignored],
        "other_sheets": list(checked.elsewhere),
    }


def _meaning(checked: Checked, place: int) -> str | None:
    return next((key for key, column in checked.headings.columns.items() if column == place), None)


def _lines(checked: Checked, severity: Severity) -> list[dict[str, Any]]:
    return [
        {
            "row": row.number,
            "column": checked.labels.get(fault.key, ""),
            "code": fault.code,
            "message": message(fault),
            "advice": advice(fault),
        }
        for row in checked.rows
        for fault in row.faults
        if fault.severity == severity
    ]
