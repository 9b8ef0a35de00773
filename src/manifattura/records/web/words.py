"""Words of this app's pages."""

from django.utils.translation import gettext as _


def population_words() -> dict[str, str]:
    return {
        "funded": _("Chi ha ottenuto il contributo"),
        "admitted": _("Chi è stato ammesso"),
        "submitted": _("Tutte le domande inviate"),
    }


def result_words() -> dict[str, str]:
    return {
        "confirmed": _("Confermato: le dichiarazioni sono vere"),
        "corrected": _("Irregolarità corretta: l’esito non cambia"),
        "false": _("Dichiarazione non vera: si perde il beneficio (DPR 445/2000, art. 75)"),
    }
