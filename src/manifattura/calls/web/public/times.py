"""Times and deadlines in words, as the timeline component wants them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.formats import date_text, elided

from ...domain.edition import Timetable
from ...domain.states import CallState
from ...domain.timeline import Milestone, Phase, Progress
from ...queries.public_times import milestones_of


def timeline_entries(
    timetable: Timetable, state: CallState, moment: datetime, *, committee: bool
) -> list[dict[str, Any]]:
    """`state`, `title`, `text` of each phase; without a `committee` nobody waits for one."""
    words = _words(timetable, committee=committee)
    return [
        {"state": one.progress.value, "title": _title(one), "text": words[one.phase]}
        for one in milestones_of(timetable, state, moment, committee=committee)
        if committee or one.phase is not Phase.EVALUATION or one.progress is Progress.NOW
    ]


def until_stopped(entries: list[dict[str, Any]], state: CallState) -> list[dict[str, Any]]:
    """Of a call suspended or revoked, what has happened and where it stands: its dates promise nothing any more."""
    if state is CallState.SUSPENDED:
        title, text = _("Bando sospeso"), _("I termini sono fermi: quando riprende, qui trovi le nuove date.")
    elif state is CallState.REVOKED:
        title, text = _("Bando revocato"), _("Il procedimento finisce qui, senza graduatoria.")
    else:
        return entries
    done = [one for one in entries if one["state"] == Progress.DONE]
    return [*done, {"state": Progress.NOW.value, "title": title, "text": text}]


def _title(one: Milestone) -> str:
    if one.at is not None:
        return format_html(
            '<time datetime="{}">{}</time>', date_text(one.at, "iso"), date_text(one.at, "hour")
        )
    day = date_text(one.on, "")
    before = elided(_("entro il %(day)s") % {"day": day}).removesuffix(day)
    return format_html('{}<time datetime="{}">{}</time>', before, date_text(one.on, "iso"), day)


def _words(timetable: Timetable, *, committee: bool) -> dict[Phase, str]:
    return {
        Phase.OPENING: _("Si apre: da questo momento puoi inviare la domanda."),
        Phase.DEADLINE: _("Scadenza: da qui in poi non si inviano più domande."),
        Phase.REVIEW: _("Istruttoria: l’ufficio controlla i requisiti e ti scrive se manca qualcosa."),
        Phase.EVALUATION: _("Valutazione della commissione, nominata dopo la scadenza.")
        if committee
        else _("Punti: si calcolano dalle risposte e dai controlli dell’ufficio."),
        Phase.OBSERVATIONS: _provisional(timetable.observations_days),
        Phase.END: _("Graduatoria definitiva: si conclude il procedimento, %(days)s giorni dopo la scadenza.")
        % {"days": timetable.procedure_term_days},
    }


def _provisional(days: int) -> str:
    if not days:
        return _("Graduatoria provvisoria.")
    return ngettext(
        "Graduatoria provvisoria, e %(days)s giorno per inviare osservazioni: finisce entro questa data.",
        "Graduatoria provvisoria, e %(days)s giorni per inviare osservazioni: finiscono entro questa data.",
        days,
    ) % {"days": days}


def deadline_rule(timetable: Timetable) -> str:
    """Which clock counts and whether the deadline's own second does."""
    if timetable.deadline_inclusive:
        return _(
            "Per la scadenza vale l’ora del sistema, ora di Roma. Chi arriva in quel secondo è in tempo."
        )
    return _(
        "Per la scadenza vale l’ora del sistema, ora di Roma. Da quel secondo in poi la domanda non entra."
    )


def ticket_rule() -> str:
    """What happens to a sending that the full site refuses just before the deadline."""
    day = today()
    return _(
        "Se negli ultimi %(window)s minuti il sito è pieno e rifiuta l’invio, ti dà un biglietto: con quello puoi inviare "
        "fino a %(grace)s minuti dopo la scadenza la domanda che hai già salvato."
    ) % {
        "window": legal_parameter("late_ticket.window_minutes", day).count,
        "grace": legal_parameter("late_ticket.minutes", day).count,
    }
