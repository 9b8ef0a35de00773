"""States of spaces of the census, of what people report of them, of visits."""

from django.utils.translation import gettext_lazy as _

from .status import Status

SPACE = {
    "reported": Status(
        _("Segnalato"), "flag", "attention", _("L’ufficio deve ancora vederlo: non è pubblico.")
    ),
    "verified": Status(_("Verificato"), "check-circle", "ok", _("L’ufficio lo ha visto alla data indicata.")),
    "in_call": Status(_("In bando"), "flag", "info", _("Si assegna con un bando: guarda quando si chiude.")),
    "assigned": Status(
        _("Assegnato"), "pencil", "info", _("C’è un contratto firmato: l’attività deve ancora cominciare.")
    ),
    "in_use": Status(_("In uso"), "check-circle", "neutral", _("Ci lavora qualcuno.")),
    "withdrawn": Status(_("Tolto dal censimento"), "ban", "neutral", _("Non è più pubblico.")),
}

SPACE_REPORT = {
    "waiting": Status(_("Da rispondere"), "clock", "attention", _("L’ufficio la legge e risponde.")),
    "accepted": Status(_("Accolta"), "check-circle", "ok", _("L’ufficio ha cambiato il censimento.")),
    "refused": Status(_("Non accolta"), "close-circle", "neutral", _("Leggi il motivo.")),
}

SPACE_VISIT = {
    "booked": Status(_("Prenotata"), "calendar", "info", _("Vieni all’ora indicata, o disdici prima.")),
    "attended": Status(_("Fatta"), "check-circle", "ok", _("Il certificato è nella tua area personale.")),
    "absent": Status(_("Assenza"), "minus-circle", "attention", _("Prenota un altro turno.")),
    "cancelled": Status(_("Disdetta"), "ban", "neutral", _("Prenota un altro turno.")),
}

SPACE_AGREEMENT = {
    "draft": Status(_("Bozza"), "pencil", "neutral", _("Scrivi le condizioni, poi chiudile.")),
    "check_ready": Status(
        _("Da controllare e firmare"),
        "search",
        "attention",
        _("Si controlla l’aiuto di Stato, poi si firma."),
    ),
    "signed": Status(_("Firmato"), "file", "info", _("Si consegna lo spazio.")),
    "handed_over": Status(
        _("Consegnato"), "unlocked", "info", _("L’attività comincia entro il suo termine.")
    ),
    "active": Status(
        _("Attivo"), "check-circle", "ok", _("Si paga alle scadenze; una volta all’anno c’è il controllo.")
    ),
    "ended": Status(_("Finito"), "lock", "neutral", _("Lo spazio è tornato libero.")),
    "terminated": Status(_("Chiuso prima"), "ban", "error", _("Leggi il motivo.")),
    "renewed": Status(_("Rinnovato"), "refresh", "neutral", _("Continua con l’accordo nuovo.")),
    "dropped": Status(_("Non firmato"), "minus-circle", "neutral", _("Leggi il motivo.")),
}
INSTALMENT = {
    "nothing": Status(
        _("Niente da pagare"), "minus-circle", "neutral", _("È gratuita, o scontata con i lavori.")
    ),
    "to_come": Status(_("Da venire"), "calendar", "neutral", _("Si paga alla scadenza.")),
    "due_soon": Status(_("In scadenza"), "clock", "attention", _("Paga entro il giorno indicato.")),
    "overdue": Status(
        _("In ritardo"), "warning-circle", "error", _("Paga subito, o manda la ricevuta all’ufficio.")
    ),
    "paid": Status(_("Pagata"), "check-circle", "ok", _("Non devi fare nulla.")),
}

PLAN_OBSERVATION = {
    "received": Status(
        _("Ricevuta"), "clock", "attention", _("L’ufficio la deve ancora leggere: non è pubblica.")
    ),
    "taken": Status(_("Presa in carico"), "pencil", "info", _("Un ufficio la segue.")),
    "forwarded": Status(_("Inoltrata"), "arrow-right", "info", _("La decide un altro ufficio o ente.")),
    "accepted": Status(_("Accolta"), "check-circle", "ok", _("La regola cambia: leggi come.")),
    "partly": Status(
        _("Accolta in parte"), "check-circle", "info", _("Leggi che cosa cambia e che cosa no.")
    ),
    "refused": Status(_("Non accolta"), "close-circle", "neutral", _("Leggi il motivo.")),
    "dismissed": Status(_("Chiusa"), "ban", "neutral", _("Non riguarda una regola del piano.")),
}
