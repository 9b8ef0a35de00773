"""The timeline of an application in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.ui.formats import date_text, elided

from ..domain.phases import Phase, Progress, Step

if TYPE_CHECKING:
    from ..queries.calendar import ProcedureEnd, ProcedureStop


LAST = (Phase.RANKING, Phase.ENTRY)
"""The phase that ends the procedure."""
BEFORE_CLOCK = (Phase.DRAFT, Phase.SENT, Phase.WAITING)
"""Phases over before the count of the office's days starts: no stop moves them."""


def timeline_entries(
    steps: Sequence[Step],
    edition: Edition,
    *,
    short: bool = False,
    end: ProcedureEnd | None = None,
    stopped: bool = False,
) -> list[dict[str, Any]]:
    """Entries of `{% timeline %}`; `short` leaves out draft and deadline once they are over.

    `end`: where the clock of the procedure stands. While it stands still no planned day is promised.
    `stopped`: the call is suspended or revoked: only what happened is told.
    """
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
        {"state": step.progress.value, "title": titles[step.phase], "text": _when(step, end)}
        for step in steps
        if not (short and step.phase in (Phase.DRAFT, Phase.WAITING) and step.progress is Progress.DONE)
        and not (stopped and step.progress is not Progress.DONE)
    ]


def _when(step: Step, end: ProcedureEnd | None) -> str:
    if end is None or step.progress is Progress.DONE or step.phase in BEFORE_CLOCK:
        return _planned(step)
    if end.is_suspended and step.progress is Progress.NOW:
        if end.stop is None:
            return _("sospesa")
        return elided(_("sospesa dal %(day)s") % {"day": date_text(end.stop.since, "short")})
    if step.phase in LAST:
        return _planned(replace(step, on=end.due_on))
    return "" if end.is_suspended else _planned(step)


def _planned(step: Step) -> str:
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


def stop_words(stop: ProcedureStop) -> tuple[str, str]:
    """Why the count of the procedure stands still, and what it waits for, for who applied."""
    until = date_text(stop.until, "long") if stop.until else ""
    if stop.ground == "remedy":
        why = (
            _("Ti abbiamo chiesto di completare o correggere la domanda.")
            if stop.is_own
            else _("Abbiamo chiesto ad alcune imprese di completare la loro domanda.")
        )
        waits = (
            _("Riparte quando arriva la tua risposta, al più tardi dopo il giorno %(day)s.")
            if stop.is_own
            else _("Riparte quando arrivano le risposte, al più tardi dopo il giorno %(day)s.")
        )
        return why, waits % {"day": until}
    if stop.ground == "rejection_notice":
        why = _("Ti abbiamo scritto i motivi per cui la domanda può essere respinta.")
        if until:
            return why, _("Riparte dopo il giorno %(day)s.") % {"day": until}
        return why, _(
            "Aspettiamo le tue osservazioni: riparte dieci giorni dopo il loro arrivo, o alla fine del termine per scriverle."
        )
    if stop.ground == "call":
        return _("Il bando è sospeso."), _("Riparte quando l’ufficio fa ripartire il bando: ti scriviamo.")
    waits = (
        _("Riparte dopo il giorno %(day)s.") % {"day": until}
        if until
        else _("Riparte quando il responsabile del procedimento lo decide.")
    )
    return stop.reason, waits
