"""Where the pages of an answer sheet are: the same pages for applications, for forms, and for what an officer enters."""

from __future__ import annotations

from django.urls import reverse

from ..models import FilledForm
from ..permissions import is_being_entered
from ..queries.sheets import Sheet

PAGES = {
    "detail": ("detail", "filled_form", "entered"),
    "form": ("form", "filled_form_step", "entered_step"),
    "summary": ("summary", "filled_form_summary", "entered_summary"),
    "upload": ("upload", "filled_form_upload", "entered_upload"),
    "file": ("file", "filled_form_file", "entered_file"),
    "remove_file": ("remove_file", "filled_form_remove_file", "entered_remove_file"),
    # only an application that its applicant writes has envelopes
    "envelope_note": ("envelope_note", "envelope_note", "envelope_note"),
    # nobody is reminded of what is read on paper
    "remind": ("remind", "filled_form_remind", "remind"),
}


def place(sheet: Sheet, page: str, *more: str | int) -> str:
    """The address of a page of this sheet."""
    kind = 1 if isinstance(sheet, FilledForm) else 2 if is_being_entered(sheet) else 0
    return reverse(f"applications:{PAGES[page][kind]}", args=[sheet.code, *more])


def home_of(sheet: Sheet) -> str:
    """The list where who leaves finds the sheet again."""
    entering = not isinstance(sheet, FilledForm) and is_being_entered(sheet)
    return reverse("applications:arrivals" if entering else "applications:area")
