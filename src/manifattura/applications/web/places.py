"""Where the pages of an answer sheet are: the same pages for applications, for forms, and for what an officer enters."""

from __future__ import annotations

from django.urls import reverse

from ..models import FilledForm
from ..permissions import is_being_entered
from ..queries.sheets import Sheet, is_typed_by_office

PAGES = {
    "detail": ("detail", "filled_form", "entered", "reply_entered"),
    "form": ("form", "filled_form_step", "entered_step", "reply_step"),
    "summary": ("summary", "filled_form_summary", "entered_summary", "reply_summary"),
    "upload": ("upload", "filled_form_upload", "entered_upload", "reply_upload"),
    "file": ("file", "filled_form_file", "entered_file", "reply_file"),
    "remove_file": ("remove_file", "filled_form_remove_file", "entered_remove_file", "reply_remove_file"),
    # only an application that its applicant writes has envelopes
    "envelope_note": ("envelope_note", "envelope_note", "envelope_note", "envelope_note"),
    # nobody is reminded of what is read on paper
    "remind": ("remind", "filled_form_remind", "remind", "filled_form_remind"),
}


def place(sheet: Sheet, page: str, *more: str | int) -> str:
    """The address of a page of this sheet."""
    if isinstance(sheet, FilledForm):
        kind = 3 if is_typed_by_office(sheet) else 1
    else:
        kind = 2 if is_being_entered(sheet) else 0
    return reverse(f"applications:{PAGES[page][kind]}", args=[sheet.code, *more])


def home_of(sheet: Sheet) -> str:
    """The list where who leaves finds the sheet again."""
    return reverse("applications:arrivals" if is_typed_by_office(sheet) else "applications:area")
