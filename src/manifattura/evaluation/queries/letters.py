"""The texts that this app sends to applicants: outcome of the formal review, versions of the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manifattura.applications.queries.message_templates import register_message_template
from manifattura.calls.domain.grid_facts import has_committee
from manifattura.calls.queries.editions import current_edition
from manifattura.ui.formats import date_text, elided
from manifattura.ui.statuses import find_status

from ..domain.lots_outcome import won_keys

if TYPE_CHECKING:
    from ..models import RankingEntry

ADMITTED, NOT_ADMITTED = "evaluation.admitted", "evaluation.not_admitted"
ADMITTED_ALONE = "evaluation.admitted_without_committee"
OPENED = "evaluation.envelopes_opened"
PROVISIONAL, FINAL = "evaluation.provisional_ranking", "evaluation.final_ranking"


def register_letters() -> None:
    """Called once, when the app is ready."""
    register_message_template(
        ADMITTED,
        gettext_noop("La tua domanda è ammessa: %(call)s"),
        gettext_noop("I requisiti ci sono. Ora la commissione valuta il progetto: non devi fare nulla."),
    )
    register_message_template(
        ADMITTED_ALONE,
        gettext_noop("La tua domanda è ammessa: %(call)s"),
        gettext_noop(
            "I requisiti ci sono. I punti si calcolano dalle risposte e dai controlli: non devi fare nulla."
        ),
    )
    register_message_template(
        NOT_ADMITTED,
        gettext_noop("La tua domanda non è ammessa: %(call)s"),
        gettext_noop(
            "Motivo: %(reason)s\nNella pagina della domanda trovi i controlli e come chiedere un riesame."
        ),
    )
    register_message_template(
        OPENED,
        gettext_noop("Le buste chiuse sono aperte: %(call)s"),
        gettext_noop(
            "Le buste chiuse del bando sono state aperte %(moment)s, dopo la chiusura dei punteggi tecnici. Nella pagina "
            "della domanda %(number)s ora si leggono le risposte che avevi messo in busta: controlla che siano le tue."
        ),
    )
    register_message_template(PROVISIONAL, gettext_noop("Graduatoria provvisoria: %(call)s"), "%(outcome)s")
    register_message_template(FINAL, gettext_noop("Graduatoria definitiva: %(call)s"), "%(outcome)s")


def won_lots(entry: RankingEntry) -> list[str]:
    """The names of the lots that the version gives the application; none in a call without lots."""
    keys = won_keys(entry.reasons)
    allocation = current_edition(entry.bid.application.call).allocation if keys else None
    return [allocation.lot(key).title for key in keys] if allocation else []


def outcome_lines(entry: RankingEntry) -> str:
    """How the application went in this version, in the language of the moment."""
    words = entry.bid.application.call.outcome_words
    lines = [_("Esito della tua domanda: %(status)s.") % {"status": find_status(words, entry.status).word}]
    won = won_lots(entry)
    if won:
        lines.append(_("Hai avuto: %(lots)s.") % {"lots": ", ".join(won)})
    if entry.position:
        lines.append(_("Posizione: %(position)s.") % {"position": entry.position})
    if entry.ranking.observations_until:
        lines.append(
            elided(
                _("Puoi inviare osservazioni fino al %(day)s.")
                % {"day": date_text(entry.ranking.observations_until)}
            )
        )
    lines.append(
        _("Nella pagina della domanda trovi i tuoi punteggi, i motivi della commissione e la spiegazione.")
        if has_committee(current_edition(entry.bid.application.call).grid)
        else _("Nella pagina della domanda trovi i tuoi punteggi e la spiegazione.")
    )
    return "\n".join(lines)
