"""What the head and the side of a sheet's pages say: of which call, until when, whom to ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.calls.queries.call_texts import title_of

from ..models import FilledForm
from ..permissions import is_being_entered
from ..queries.channel_words import arrival_words, channel_word
from ..queries.drafts import Draft
from ..queries.filled_forms import form_term
from ..queries.sheets import is_typed_by_office
from ..queries.windows import window_of
from .places import place


def _due_on(form: FilledForm) -> date | None:
    term = form_term(form)
    return term.due_on if term else None


def head_of(read: Draft) -> dict[str, Any]:
    """The context that the pages of an application and of a form share."""
    sheet = read.sheet
    if isinstance(sheet, FilledForm) and sheet.arrival is not None and is_typed_by_office(sheet):
        return {
            "sheet": sheet,
            "application": read.application,
            "edition": read.edition,
            "base": "ui/base_office.html",
            "head": {"title": sheet.title, "url": place(sheet, "summary"), "kind": _("modulo")},
            "back": _("Torna al riepilogo"),
            "entering": arrival_words(sheet.arrival),
            "proof_url": reverse("applications:later_proof", args=[sheet.arrival.pk]),
        }
    if isinstance(sheet, FilledForm):
        return {
            "sheet": sheet,
            "application": read.application,
            "edition": read.edition,
            "base": "ui/base_area.html",
            "head": {"title": sheet.title, "url": place(sheet, "detail"), "kind": _("modulo")},
            "back": _("Torna al modulo"),
            "due_on": _due_on(sheet),
        }
    if is_being_entered(sheet):
        return {
            "sheet": sheet,
            "application": sheet,
            "edition": read.edition,
            "base": "ui/base_office.html",
            "head": {
                "title": title_of(read.edition),
                "url": place(sheet, "summary"),
                "kind": channel_word(sheet.channel),
            },
            "back": _("Torna al riepilogo"),
            "entering": arrival_words(sheet.entered),
            "proof_url": reverse("applications:entered_proof", args=[sheet.code]),
        }
    return {
        "sheet": sheet,
        "application": sheet,
        "edition": read.edition,
        "base": "ui/base_area.html",
        "head": {"title": title_of(read.edition), "url": place(sheet, "detail"), "kind": _("bozza")},
        "back": _("Torna alla domanda"),
        "window": window_of(sheet),
    }
