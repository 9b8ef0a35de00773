"""States of what may still change the order before a ranking: equal offers, pre-emption, the public draw."""

from django.utils.translation import gettext_lazy as _

from .status import Status

DRAW = {
    "convened": Status(_("Convocato"), "calendar", "info", _("Nella seduta si scrive il valore estratto.")),
    "held": Status(_("Tenuto"), "check-circle", "ok", _("Chiunque può rifare il sorteggio.")),
    "annulled": Status(_("Annullato"), "ban", "error", _("Leggi il motivo.")),
}

IMPROVEMENT = {
    "convened": Status(_("Convocata"), "calendar", "info", _("Nella seduta si aprono le buste.")),
    "held": Status(_("Verbalizzata"), "check-circle", "ok", _("Le offerte migliorate contano.")),
    "annulled": Status(_("Annullata"), "ban", "error", _("Leggi il motivo.")),
}

PREEMPTION = {
    "asked": Status(_("Aspetta la risposta"), "clock", "attention", _("Scrivi la risposta quando arriva.")),
    "exercised": Status(_("Esercitata"), "check-circle", "ok", _("Il lotto va a chi ha la prelazione.")),
    "declined": Status(_("Non esercitata"), "close-circle", "neutral", _("Il lotto segue il suo ordine.")),
    "silent": Status(_("Nessuna risposta"), "close-circle", "neutral", _("Il lotto segue il suo ordine.")),
    "first": Status(_("Non serve"), "check-circle", "neutral", _("Chi ha la prelazione ha già il lotto.")),
    "absent": Status(_("Nessuno ce l’ha"), "check-circle", "neutral", _("Il lotto segue il suo ordine.")),
    "annulled": Status(_("Annullata"), "ban", "error", _("Leggi il motivo.")),
}
