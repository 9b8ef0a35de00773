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
