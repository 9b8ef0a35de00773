"""The row of steps above the form, and where "Continua" leads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.queries.call_texts import in_italian

from ..domain.form import steps_of
from ..models import FilledForm
from ..queries.drafts import Draft
from .places import place

SUMMARY = "riepilogo"


def step_entries(read: Draft, *, current: str) -> list[dict[str, Any]]:
    """Entries of `{% steps %}`: done when nothing is missing, wrong when somebody saved it and something is.

    A form of the office may begin with old answers: a step of it is done once somebody has saved it.
    """
    wrong = {problem.section for problem in read.problems}
    entries: list[dict[str, Any]] = []
    for section in steps_of(read.questions):
        saved = section.key in read.sections and read.sections[section.key].changed_by_id is not None
        waits = section.key in wrong or (isinstance(read.sheet, FilledForm) and not saved)
        state = "now" if section.key == current else "next" if waits else "done"
        entries.append(
            {
                "label": in_italian(section.title),
                "state": state,
                "error": section.key in wrong and saved and section.key != current,
                "href": place(read.sheet, "form", section.key),
            }
        )
    entries.append(
        {
            "label": _("Riepilogo e invio"),
            "state": "now" if current == SUMMARY else "next",
            "href": place(read.sheet, "summary"),
        }
    )
    return entries


def next_url(read: Draft, current: str) -> str:
    """The step after this one, or the summary."""
    keys = [section.key for section in steps_of(read.questions)]
    position = keys.index(current) + 1
    if position < len(keys):
        return place(read.sheet, "form", keys[position])
    return place(read.sheet, "summary")
