"""Words of this app's pages."""

from django.utils.translation import gettext as _


def population_words() -> dict[str, str]:
    return {
        "funded": _("Chi ha ottenuto il contributo o il posto"),
        "admitted": _("Chi è stato ammesso"),
        "submitted": _("Tutte le domande inviate"),
    }


def result_words() -> dict[str, str]:
    return {
        "confirmed": _("Confermato: le dichiarazioni sono vere"),
        "corrected": _("Irregolarità corretta: l’esito non cambia"),
        "false": _("Dichiarazione non vera: si perde il beneficio (DPR 445/2000, art. 75)"),
    }


def reading_words() -> dict[str, str]:
    """What was opened."""
    return {
        "page": _("La domanda"),
        "file": _("Un file"),
        "project": _("Il progetto, dalla commissione"),
        "sheet": _("La scheda di valutazione"),
        "reply": _("Una risposta inviata dopo"),
        "messages": _("I messaggi"),
        "copy": _("Le risposte, per una copia"),
        "visit": _("Il verbale della visita"),
    }
