"""A table as a spreadsheet (XLSX): numbers and days as such, texts never as formulas."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import FileResponse

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# control characters that the format cannot hold
FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def xlsx_answer(name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """One sheet with a frozen row of headings, written row by row to a temporary file without a name."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        written = WriteOnlyCell(sheet, FORBIDDEN.sub(" ", value)[:32_000])
        written.data_type = "s"
        return written

    sheet.append([cell(head) for head in heads])
    for row in rows:
        sheet.append([cell(value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)
    response["Cache-Control"] = "private, no-store"
    return response
