"""The next act of a call, in words and with its address; and its phases as a timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.phases import ROAD, NextStep, Phase, Progress, next_step, phase_of


@dataclass(frozen=True)
class Step:
    """`action` is the verb of the button; `href` where it leads; `title` what is to do."""

    key: NextStep
    title: str
    action: str
    href: str


def step_of(call_id: int, progress: Progress, *, number: int | None = None) -> Step:
    """What moves the session on now; `number` where the call has several."""
    key = next_step(progress)
    title, action, href = _words(call_id, key, progress, number)
    return Step(key, title, action, href)


def _words(call_id: int, key: NextStep, progress: Progress, number: int | None) -> tuple[str, str, str]:
    query = f"?sessione={number}" if number else ""
    here = reverse("evaluation:progress", args=[call_id]) + query
    committee = reverse("evaluation:committee", args=[call_id]) + query
    ranking = reverse("evaluation:ranking_office", args=[call_id]) + query
    reviews = f"{reverse('evaluation:queue')}?call={call_id}" + (f"&sessione={number}" if number else "")
    call_page = reverse("calls:office_detail", args=[call_id])
    waiting = progress.reviews - progress.reviews_decided
    left = ngettext("Manca l’esito di %(n)s domanda", "Mancano gli esiti di %(n)s domande", waiting) % {
        "n": waiting
    }
    silent = progress.members_undeclared
    undeclared = ngettext(
        "Un componente deve accettare o dichiarare i conflitti",
        "%(n)s componenti devono accettare o dichiarare i conflitti",
        silent,
    ) % {"n": silent}
    words = {
        NextStep.WAIT_DEADLINE: (_("Le domande arrivano fino alla scadenza"), _("Apri il bando"), here),
        NextStep.OPEN_REVIEW: (
            _("La scadenza è passata: avvia l’istruttoria"),
            _("Avvia l’istruttoria"),
            here,
        ),
        NextStep.COMPLETE_REVIEWS: (left, _("Apri la coda"), reviews),
        NextStep.CLOSE_REVIEW: (
            _("Tutti gli esiti ci sono: chiudi l’istruttoria"),
            _("Chiudi l’istruttoria"),
            here,
        ),
        NextStep.APPOINT_COMMITTEE: (_("Nomina la commissione"), _("Nomina la commissione"), committee),
        NextStep.REPLACE_MEMBER: (
            _("Sostituisci chi non può far parte della commissione"),
            _("Vedi la commissione"),
            committee,
        ),
        NextStep.DECLARE_CONFLICTS: (undeclared, _("Vedi la commissione"), committee),
        NextStep.OPEN_SITTING: (
            _("La commissione si riunisce: il presidente apre la seduta"),
            _("Vedi la commissione"),
            committee,
        ),
        NextStep.CLOSE_SITTING: (_("La commissione compila le schede"), _("Vedi la commissione"), committee),
        NextStep.OPEN_ENVELOPES: (
            _("I punteggi tecnici sono chiusi: i custodi aprono le buste"),
            _("Apri le buste"),
            reverse("evaluation:opening_office", args=[call_id]),
        ),
        NextStep.PUBLISH_PROVISIONAL: (
            _("Nessuna domanda è ammessa: non serve valutare")
            if progress.none_admitted
            else _("I punteggi sono completi"),
            _("Prepara la graduatoria"),
            ranking,
        ),
        NextStep.PUBLISH_FINAL: (_("Dopo le osservazioni, la definitiva"), _("Apri la graduatoria"), ranking),
        NextStep.WAIT_RESUMPTION: (_("Il bando è fermo, sospeso o concluso"), _("Apri il bando"), call_page),
        NextStep.REVIEW_EACH: (
            _("Ogni domanda si istruisce quando arriva"),
            _("Apri la coda"),
            reviews,
        ),
        NextStep.NOTHING: (_("La graduatoria è definitiva"), _("Apri la graduatoria"), ranking),
    }
    return words[key]


def phase_words() -> dict[Phase, str]:
    return {
        Phase.RECEIVING: _("Domande"),
        Phase.REVIEW: _("Istruttoria"),
        Phase.COMMITTEE: _("Commissione"),
        Phase.SCORING: _("Valutazione"),
        Phase.PROVISIONAL: _("Graduatoria provvisoria"),
        Phase.FINAL: _("Graduatoria definitiva"),
    }


def road(progress: Progress) -> list[dict[str, Any]]:
    """Entries of the timeline."""
    now = ROAD.index(phase_of(progress))
    words = phase_words()
    done_too = phase_of(progress) is Phase.FINAL
    return [
        {
            "state": "done" if at < now or done_too else "now" if at == now else "next",
            "title": words[phase],
            "text": "",
        }
        for at, phase in enumerate(ROAD)
        if phase is not Phase.COMMITTEE or not progress.without_committee
    ]
