"""The words of terms: kinds, proofs of delivery, outcomes; and their computation, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manifattura.kernel.city_calendar import city_calendar, days_off
from manifattura.kernel.working_days import SUNDAY
from manifattura.ui.formats import date_text

from ..domain.clocks import ProofKind, TermKind, TermState
from ..domain.reckoning import Reckoning, Stop, Urgency, reckon, urgency

if TYPE_CHECKING:
    from ..models import Term

SESSION = "call_round"
"""What the term of the procedure of a session is about: it starts from the deadline, no delivery is needed."""

KINDS: Mapping[str, Promise] = {
    TermKind.PROCEDURE: gettext_lazy("Conclusione del procedimento"),
    TermKind.REMEDY: gettext_lazy("Risposta a una richiesta di integrazione"),
    TermKind.REJECTION_NOTICE: gettext_lazy("Osservazioni al preavviso di rigetto"),
    TermKind.OBSERVATIONS: gettext_lazy("Osservazioni sulla graduatoria"),
    TermKind.ACCEPTANCE: gettext_lazy("Accettazione del contributo o del posto"),
    TermKind.CONFIRMATION: gettext_lazy("Conferma annuale"),
    TermKind.CURE: gettext_lazy("Rimedio dopo la sospensione dall’elenco"),
    TermKind.ACCESS: gettext_lazy("Accesso agli atti"),
    TermKind.COUNTER_INTERESTED: gettext_lazy("Opposizione dei controinteressati"),
    TermKind.APPEAL_COURT: gettext_lazy("Ricorso al tribunale"),
    TermKind.APPEAL_PRESIDENT: gettext_lazy("Ricorso straordinario"),
    TermKind.REPORT: gettext_lazy("Rendicontazione"),
    TermKind.VISIT: gettext_lazy("Sopralluogo"),
    TermKind.ENTRY_END: gettext_lazy("Fine dell’iscrizione nell’elenco"),
    TermKind.AGREEMENT: gettext_lazy("Accordo su uno spazio"),
    TermKind.OTHER: gettext_lazy("Altro termine"),
}
PROOFS: Mapping[str, Promise] = {
    ProofKind.CERTIFIED_MAIL: gettext_lazy("Posta certificata"),
    ProofKind.READ_IN_AREA: gettext_lazy("Lettura nell’area personale"),
    ProofKind.REGISTERED_POST: gettext_lazy("Raccomandata con ricevuta di ritorno"),
    ProofKind.BY_HAND: gettext_lazy("Consegna a mano"),
    ProofKind.PUBLICATION: gettext_lazy("Pubblicazione"),
}
OUTCOMES: Mapping[str, Promise] = {
    "answered": gettext_lazy("risposta arrivata"),
    "expired": gettext_lazy("scaduto senza risposta"),
    "withdrawn": gettext_lazy("ritirato"),
    "over": gettext_lazy("termine passato"),
    "concluded": gettext_lazy("procedimento concluso"),
    "revoked": gettext_lazy("bando revocato"),
    "accepted": gettext_lazy("accettato"),
    "declined": gettext_lazy("rifiutato"),
    "cancelled": gettext_lazy("richiesta annullata"),
    "done": gettext_lazy("fatto"),
    "extended": gettext_lazy("prolungato"),
    "superseded": gettext_lazy("sostituito da una versione nuova"),
    "forfeited": gettext_lazy("decaduto"),
    "not_admitted": gettext_lazy("domanda non ammessa"),
    "registered": gettext_lazy("iscrizione nell’elenco"),
    "cured": gettext_lazy("requisiti ripristinati"),
    "removed": gettext_lazy("cancellazione dall’elenco"),
    "renewed": gettext_lazy("nuova iscrizione nell’elenco"),
}


def kind_word(kind: str) -> str:
    return str(KINDS.get(kind, KINDS[TermKind.OTHER]))


def proof_word(proof: str) -> str:
    """Empty for a term that starts from a day of the call itself."""
    return str(PROOFS.get(proof, ""))


def outcome_word(outcome: str) -> str:
    return str(OUTCOMES.get(outcome, OUTCOMES["done"]))


def status_key(term: Term, today: date) -> str:
    """The state in the fixed vocabulary; a running term says how near its end is."""
    state = term.state_on(today)
    if state is not TermState.RUNNING:
        return state.value
    level = urgency(term.clock, term.due_on, today)
    return level.value if level in (Urgency.TODAY, Urgency.SOON, Urgency.WEEK) else "later"


@dataclass(frozen=True)
class Step:
    """A line of the computation: what, on which day (None: not known yet), and why."""

    title: str
    on: date | None
    text: str = ""


def computation(term: Term) -> list[Step]:
    """How the last day was found, in the order in which a person would count it."""
    found = reckon(term.clock, city_calendar())
    if term.starts_on is None:
        return [
            Step(
                _("Aspetta la prova di consegna"),
                None,
                _("Finché la consegna non è provata, nessun giorno passa."),
            ),
            Step(_("Poi dura %(length)s") % {"length": _days(term.days)}, None),
        ]
    steps = [Step(_("Parte"), term.starts_on, _start_text(term)), _length_step(term, found)]
    steps += [_stop_step(stop) for stop in found.stops]
    if any(stop.lost for stop in found.stops) and found.counted_end:
        lost = sum(stop.lost for stop in found.stops)
        text = _("%(days)s non contati in tutto.") % {"days": _days(lost)}
        steps.append(Step(_("Con le sospensioni finirebbe"), found.counted_end, text))
    if found.skipped:
        steps.append(Step(_("Il giorno si sposta"), found.due_on, _moved_text(found)))
    if found.due_on:
        steps.append(Step(_("Scade"), found.due_on, _("Alle 24:00, ora di Roma.")))
    else:
        steps.append(Step(_("Scade"), None, _("Il giorno si calcola quando la sospensione finisce.")))
    return steps


def _start_text(term: Term) -> str:
    word = proof_word(term.proof)
    if not word:
        if term.subject_type == SESSION:
            return _("Il giorno della scadenza del bando non si conta.")
        return _("Il giorno di partenza non si conta.")
    proof = f"{word}, {term.proof_reference}" if term.proof_reference else word
    return _("Prova: %(proof)s. Il giorno di partenza non si conta.") % {"proof": proof}


def _length_step(term: Term, found: Reckoning) -> Step:
    text = _("Tutti i giorni contano, anche sabati e festivi.")
    return Step(_("Dura %(length)s") % {"length": _days(term.days)}, found.plain_end, text)


def _stop_step(stop: Stop) -> Step:
    given = stop.suspension
    if given.until is None:
        return Step(_("Sospeso, senza una fine"), given.since, given.reason)
    text = _("Riprende dopo il giorno %(day)s: %(days)s non contati. %(reason)s") % {
        "day": _short(given.until),
        "days": _days(stop.lost),
        "reason": given.reason,
    }
    return Step(_("Sospeso"), given.since, text.strip())


def _moved_text(found: Reckoning) -> str:
    """Why each day skipped at the end has no terms."""
    days = found.skipped
    names = {
        day.on: off_word(day.kind, day.name) for year in {d.year for d in days} for day in days_off(year)
    }
    return "; ".join(
        _("%(day)s è %(why)s") % {"day": _short(day), "why": names.get(day) or _sunday(day)} for day in days
    ) + _(": passa al primo giorno utile.")


def off_word(kind: str, name: str = "") -> str:
    """Why a day has no terms."""
    words = {
        "national": _("festa nazionale"),
        "easter_monday": _("lunedì dell’Angelo"),
        "patron": _("festa del patrono"),
    }
    return words.get(kind) or (_("chiusura: %(name)s") % {"name": name} if name else _("giorno di chiusura"))


def _sunday(day: date) -> str:
    return _("domenica") if day.weekday() == SUNDAY else _("giorno di chiusura")


def _days(count: int) -> str:
    return ngettext("%(n)s giorno", "%(n)s giorni", count) % {"n": count}


def _short(day: date) -> str:
    return date_text(day, "")
