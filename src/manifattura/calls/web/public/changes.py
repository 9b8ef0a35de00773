"""Differences between two versions, with names and values as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.ui.formats import date_text, money_text, percent_text

from ...domain.differences import Difference

HIDDEN = frozenset({"storage_key", "is_sample"})
MONEY = frozenset({"budget", "cap", "cost_min", "cost_max", "amount"})
SHARES = frozenset({"rate", "max_share", "partial_min_share"})
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
NAMES: dict[str, Promise] = {
    "texts": gettext_lazy("Testi"),
    "title": gettext_lazy("titolo"),
    "summary": gettext_lazy("riassunto"),
    "title_en": gettext_lazy("titolo in inglese"),
    "summary_en": gettext_lazy("riassunto in inglese"),
    "purpose": gettext_lazy("scopo"),
    "what_you_get": gettext_lazy("cosa si ottiene"),
    "example": gettext_lazy("esempio"),
    "how_to_apply": gettext_lazy("come fare"),
    "conditions": gettext_lazy("condizioni"),
    "privacy": gettext_lazy("dati personali"),
    "timetable": gettext_lazy("Tempi"),
    "opens_at": gettext_lazy("apertura"),
    "deadline_at": gettext_lazy("scadenza"),
    "clarifications_until": gettext_lazy("termine per i chiarimenti"),
    "remedy_days": gettext_lazy("giorni per rispondere a una richiesta di integrazione"),
    "remedy_suspends": gettext_lazy("la richiesta di integrazione sospende il procedimento"),
    "acceptance_days": gettext_lazy("giorni per accettare"),
    "ranking_appeal_from": gettext_lazy("inizio dei termini per ricorrere"),
    "budget": gettext_lazy("Risorse"),
    "aid": gettext_lazy("Contributo"),
    "gives_money": gettext_lazy("Dà un contributo in denaro"),
    "places": gettext_lazy("Posti"),
    "rate": gettext_lazy("parte della spesa coperta"),
    "cap": gettext_lazy("contributo massimo"),
    "cost_min": gettext_lazy("spesa minima"),
    "cost_max": gettext_lazy("spesa massima"),
    "beneficiaries": gettext_lazy("A chi è rivolto"),
    "target_area": gettext_lazy("area"),
    "can_apply": gettext_lazy("chi può fare domanda"),
    "cannot_apply": gettext_lazy("chi non può"),
    "form": gettext_lazy("Domanda"),
    "fields": gettext_lazy("campo"),
    "label": gettext_lazy("testo"),
    "help": gettext_lazy("aiuto"),
    "grid": gettext_lazy("Valutazione"),
    "criteria": gettext_lazy("criterio"),
    "groups": gettext_lazy("gruppo"),
    "bonuses": gettext_lazy("premialità"),
    "max": gettext_lazy("punti massimi"),
    "min": gettext_lazy("minimo"),
    "total_min": gettext_lazy("soglia del totale"),
    "declarations": gettext_lazy("Dichiarazioni"),
    "text": gettext_lazy("testo"),
    "eligibility": gettext_lazy("Domande di verifica"),
    "requirements": gettext_lazy("Controlli"),
    "documents": gettext_lazy("Documenti"),
    "file_name": gettext_lazy("nome del file"),
    "size": gettext_lazy("dimensione in byte"),
    "sha256": gettext_lazy("impronta"),
    "office": gettext_lazy("Ufficio"),
    "head_of_procedure": gettext_lazy("responsabile del procedimento"),
    "names_rule": gettext_lazy("Nomi in graduatoria"),
    "kind": gettext_lazy("Tipo di procedura"),
    "rounds": gettext_lazy("Sessione"),
    "carry_over": gettext_lazy("Ciò che resta passa alla sessione dopo"),
    "between_sessions": gettext_lazy("Si può fare domanda fra una sessione e l’altra"),
    "rejection_notice": gettext_lazy("Preavviso di rigetto (L. 241/1990, art. 10-bis)"),
    "committee": gettext_lazy("Commissione"),
    "recusal": gettext_lazy("se c’è un conflitto"),
    "harmonisation": gettext_lazy("confronto sui punteggi"),
    "assessors": gettext_lazy("componenti che valutano ogni domanda"),
    "register": gettext_lazy("Elenco"),
    "entry_years": gettext_lazy("anni di iscrizione"),
    "confirmation_months": gettext_lazy("mesi fra una conferma e l’altra"),
    "confirmation_days": gettext_lazy("giorni per mandare la conferma"),
    "visit_required": gettext_lazy("visita in sede prima dell’iscrizione"),
    "cure_days": gettext_lazy("giorni per rimediare a una sospensione"),
}


RECUSALS = {
    "replacement": gettext_lazy("sostituzione per tutta la valutazione"),
    "abstention": gettext_lazy("astensione su quella domanda"),
}

KINDS = {
    "ranking": gettext_lazy("graduatoria"),
    "rolling": gettext_lazy("sportello a sessioni"),
    "register": gettext_lazy("elenco aperto"),
}

APPEALS_FROM = {
    "notice": gettext_lazy("dalla comunicazione"),
    "publication_end": gettext_lazy("dalla fine della pubblicazione all’albo pretorio"),
}


@dataclass(frozen=True)
class Change:
    """One line of the table: where, what it was, what it is; an empty side was not there."""

    where: str
    before: str
    after: str


def changes_in_words(differences: tuple[Difference, ...]) -> list[Change]:
    """The differences that a reader cares about, in order."""
    return [
        Change(_where(one.path), _value(one.path, one.before), _value(one.path, one.after))
        for one in differences
        if one.path[-1] not in HIDDEN
    ]


def _where(path: tuple[str, ...]) -> str:
    return " › ".join(str(NAMES.get(name, name)) for name in path)


def _value(path: tuple[str, ...], text: str) -> str:
    name = path[-1]
    if name == "recusal":
        return str(RECUSALS.get(text, text))
    if path == ("kind",):
        return str(KINDS.get(text, text))
    if name == "ranking_appeal_from":
        return str(APPEALS_FROM.get(text, text))
    if text in ("true", "false"):
        return _("Sì") if text == "true" else _("No")
    if name in MONEY and text:
        return money_text(text, "round")
    if name in SHARES and text:
        return percent_text(text)
    if INSTANT.match(text):
        return date_text(datetime.fromisoformat(text), "hour")
    if DAY.match(text):
        return date_text(date.fromisoformat(text), "")
    return text
