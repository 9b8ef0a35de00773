"""States of what an office asks and decides one application at a time: remedies, notices, visits, register entries."""

from django.utils.translation import gettext_lazy as _

from .status import Status

REMEDY = {
    "sent": Status(_("In attesa"), "clock", "attention", _("L’impresa risponde entro il termine.")),
    "answered": Status(
        _("Risposta arrivata"), "check-circle", "ok", _("Leggi la risposta e completa i controlli.")
    ),
    "expired": Status(_("Termine scaduto"), "close-circle", "error", _("Decidi con quello che hai.")),
    "withdrawn": Status(_("Ritirata"), "restore", "neutral", _("Non serve più rispondere.")),
}

NOTICE = {
    "sent": Status(_("In attesa"), "clock", "attention", _("L’impresa può mandare osservazioni.")),
    "observed": Status(
        _("Osservazioni arrivate"), "mail", "info", _("Rispondi a ogni osservazione e decidi.")
    ),
    "expired": Status(
        _("Termine scaduto"), "clock", "attention", _("Non sono arrivate osservazioni: decidi.")
    ),
    "decided": Status(_("Deciso"), "check-circle", "ok", _("L’impresa ha ricevuto la decisione.")),
    "withdrawn": Status(_("Ritirato"), "restore", "neutral", _("L’istruttoria va avanti.")),
}

VISIT = {
    "proposed": Status(
        _("In programma"), "calendar", "info", _("Due funzionari vanno in sede e scrivono il verbale.")
    ),
    "reported": Status(
        _("Verbale da firmare"), "pencil", "attention", _("Firmano tutti e due i funzionari.")
    ),
    "signed": Status(_("Verbale firmato"), "lock", "ok", _("Il verbale non cambia più.")),
    "cancelled": Status(_("Annullata"), "ban", "neutral", _("Proponi un’altra data.")),
}

APPLICATION_CASE = {
    "observed": Status(
        _("Osservazioni arrivate"),
        "mail",
        "info",
        _("L’ufficio risponde a ogni osservazione e poi decide: non devi fare nulla."),
    ),
    "expired": Status(
        _("Preavviso di esito negativo"),
        "clock",
        "info",
        _("Il termine per le osservazioni è passato: l’ufficio decide e ti scrive."),
    ),
    "visit": Status(
        _("Visita in programma"),
        "calendar",
        "attention",
        _("Due funzionari vengono in sede nel giorno scritto qui sotto: fatti trovare."),
    ),
    "unfunded_for_good": Status(
        _("Idonea non finanziata"),
        "minus-circle",
        "neutral",
        _("Il bando è finito: la lista non scorre più e non devi fare nulla."),
    ),
    "no_place_for_good": Status(
        _("Idonea, in lista di riserva"),
        "minus-circle",
        "neutral",
        _("Il bando è finito: la lista non scorre più e non devi fare nulla."),
    ),
    "admitted_without_committee": Status(
        _("Ammessa"),
        "check-circle",
        "ok",
        _("I punti si calcolano dalle risposte e dai controlli: non devi fare nulla."),
    ),
}

VISIT_LINE = {
    "seen": Status(_("C’è"), "check-circle", "ok", _("Visto in sede.")),
    "not_seen": Status(_("Non c’è"), "close-circle", "error", _("Scrivi che cosa manca.")),
    "not_applicable": Status(
        _("Non si vede in sede"), "minus-circle", "neutral", _("Si controlla sui documenti.")
    ),
    "to_do": Status(_("Da guardare"), "clock", "neutral", _("Scegli un esito.")),
}

ENTRY = {
    "active": Status(_("Iscritto"), "check-circle", "ok", _("Conferma i requisiti ogni anno.")),
    "suspended": Status(
        _("Sospeso"), "minus-circle", "attention", _("Rimedia entro il termine e scrivilo all’ufficio.")
    ),
    "removed": Status(_("Cancellato"), "ban", "error", _("Leggi il motivo e come ricorrere.")),
    "expired": Status(_("Scaduto"), "clock", "neutral", _("Fai una nuova domanda per tornare nell’elenco.")),
    "renewed": Status(
        _("Sostituito"), "refresh", "neutral", _("Al suo posto vale l’iscrizione nuova della stessa impresa.")
    ),
}
APPLICATION_ENTRY = {
    "suspended": Status(
        _("Iscrizione sospesa"),
        "minus-circle",
        "attention",
        _("Rimedia entro il termine e scrivilo all’ufficio."),
    ),
    "removed": Status(
        _("Iscrizione cancellata"),
        "ban",
        "error",
        _("Il motivo e come ricorrere sono nei messaggi. Puoi fare una nuova domanda."),
    ),
    "expired": Status(
        _("Iscrizione scaduta"), "clock", "neutral", _("Fai una nuova domanda per tornare nell’elenco.")
    ),
    "renewed": Status(
        _("Iscrizione sostituita"), "refresh", "neutral", _("Al suo posto vale la tua nuova iscrizione.")
    ),
}
"""What an application says once its entry does not simply hold."""
