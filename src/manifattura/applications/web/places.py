"""Where the pages of an answer sheet are: the same pages, at `/domande/…` for applications and `/moduli/…` for forms."""

from __future__ import annotations

from django.urls import reverse

from ..models import FilledForm
from ..queries.sheets import Sheet

PAGES = {
    "detail": ("detail", "filled_form"),
    "form": ("form", "filled_form_step"),
    "summary": ("summary", "filled_form_summary"),
    "send": ("send", "filled_form_send"),
    "upload": ("upload", "filled_form_upload"),
    "file": ("file", "filled_form_file"),
    "remove_file": ("remove_file", "filled_form_remove_file"),
    "remind": ("remind", "filled_form_remind"),
}


def place(sheet: Sheet, page: str, *more: str | int) -> str:
    """The address of a page of this sheet."""
    name = PAGES[page][isinstance(sheet, FilledForm)]
    return reverse(f"applications:{name}", args=[sheet.code, *more])
