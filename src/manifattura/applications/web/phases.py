"""The timeline of an application in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.ui.formats import date_text, elided

from ..domain.phases import Phase, Progress, Step


def timeline_entries(steps: Sequence[Step], edition: Edition, *, short: bool = False) -> list[dict[str, Any]]:
    """Entries of `{% timeline %}`; `short` leaves out draft and deadline once they are over."""
    titles = {
        Phase.DRAFT: _("Bozza"),
        Phase.SENT: _("Inviata"),
        Phase.WAITING: _("Scadenza"),
        Phase.REVIEW: _("Istruttoria"),
        Phase.EVALUATION: _("Valutazione"),
        Phase.RANKING: _("Graduatoria"),
        Phase.ENTRY: _("Iscrizione"),
    }
    return [
        {"state": step.progress.value, "title": titles[step.phase], "text": _when(step)}
        for step in steps
        if not (short and step.phase in (Phase.DRAFT, Phase.WAITING) and step.progress is Progress.DONE)
    ]


def _when(step: Step) -> str:
    if step.on is None:
        return ""
    day = date_text(step.on, "short")
    if step.phase is Phase.DRAFT:
        return elided(_("dal %(day)s") % {"day": day})
    if step.progress is Progress.DONE:
        return day
    if step.phase is Phase.WAITING:
        return elided(_("il %(day)s") % {"day": day})
    return elided(_("entro il %(day)s") % {"day": day})
