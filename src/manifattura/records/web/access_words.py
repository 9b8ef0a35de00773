"""Words of the requests for documents."""

from django.utils.translation import gettext as _


def kind_words() -> dict[str, str]:
    return {
        "documents": _("Documenti che mi riguardano (L. 241/1990): serve una motivazione"),
        "generalised": _("Dati e documenti di interesse pubblico (accesso generalizzato): senza motivazione"),
        "civic": _("Qualcosa che doveva essere già pubblicato (accesso civico)"),
    }


def short_kind_words() -> dict[str, str]:
    return {
        "documents": _("Accesso documentale"),
        "generalised": _("Accesso generalizzato"),
        "civic": _("Accesso civico"),
    }


def state_words() -> dict[str, tuple[str, str, str]]:
    """State → family, word, icon."""
    return {
        "open": ("attention", _("Da rispondere"), "clock"),
        "hearing": ("info", _("Si sentono i controinteressati"), "horn"),
        "decided": ("ok", _("Risposta data"), "check-circle"),
        "withdrawn": ("neutral", _("Ritirata"), "minus-circle"),
    }


def outcome_words() -> dict[str, str]:
    return {
        "granted": _("Accolta"),
        "partly": _("Accolta in parte"),
        "denied": _("Non accolta"),
        "nothing": _("Documenti non in possesso dell’ufficio"),
    }


def channel_words() -> dict[str, str]:
    return {"pec": _("PEC"), "paper": _("Carta"), "counter": _("Sportello"), "online": _("Dal sito")}
