"""What the head and the side of a sheet's pages say: of which call, until when, whom to ask."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from manifattura.kernel.clock import now

from ..models import FilledForm
from ..queries.drafts import Draft
from ..queries.times import term_of
from .places import place


def head_of(read: Draft) -> dict[str, Any]:
    """The context that the pages of an application and of a form share."""
    sheet = read.sheet
    if isinstance(sheet, FilledForm):
        return {
            "sheet": sheet,
            "application": read.application,
            "edition": read.edition,
            "head": {"title": sheet.title, "url": place(sheet, "detail"), "kind": _("modulo")},
            "back": _("Torna al modulo"),
            "deadline": None,
            "is_late": False,
        }
    term = term_of(sheet)
    return {
        "sheet": sheet,
        "application": sheet,
        "edition": read.edition,
        "head": {"title": read.edition.texts.title, "url": place(sheet, "detail"), "kind": _("bozza")},
        "back": _("Torna alla domanda"),
        "deadline": term.shown_deadline,
        "is_late": not term.is_open(now()),
    }
