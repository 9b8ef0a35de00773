"""The schedule in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..domain.retention import Category, Event, Then


def category_words() -> dict[str, str]:
    return {
        Category.DRAFTS: _("Bozze mai inviate, con i loro file"),
        Category.NOT_ADMITTED: _("Domande ritirate o non ammesse"),
        Category.NOT_FUNDED: _("Domande senza contributo né posto"),
        Category.FUNDED: _("Domande con contributo o posto, o iscritte"),
        Category.MESSAGES: _("Messaggi con le imprese"),
        Category.REVIEWS: _("Istruttorie e schede di valutazione"),
        Category.ACTS: _("Bando, verbali e graduatorie"),
        Category.SAMPLES: _("Note dei controlli a campione"),
        Category.ACCESS: _("Richieste di accesso su questo bando"),
        Category.READINGS: _("Registro di chi ha aperto le domande"),
    }


def event_words() -> dict[str, str]:
    return {
        Event.DEADLINE: _("dalla scadenza del bando"),
        Event.CONCLUSION: _("dalla conclusione del bando"),
        Event.DECISION: _("dalla risposta a ciascuna"),
        Event.READING: _("dal giorno di ciascuna lettura"),
    }


def then_words() -> dict[str, tuple[str, str, str]]:
    """Family, word and icon of the tag."""
    return {
        Then.ERASE: ("attention", _("Si cancella"), "delete"),
        Then.PSEUDONYMISE: ("info", _("Si tolgono i dati personali"), "password-invisible"),
        Then.KEEP: ("ok", _("Si conserva per sempre"), "folder"),
    }


def months_words(months: int) -> str:
    """60 → "5 anni"; 18 → "18 mesi"."""
    if months % 12 == 0:
        return ngettext("%(n)s anno", "%(n)s anni", months // 12) % {"n": months // 12}
    return ngettext("%(n)s mese", "%(n)s mesi", months) % {"n": months}
