"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "sample_announced": _("ha annunciato un controllo a campione: %(subject)s"),
    "sample_drawn": _("ha estratto le domande da controllare: %(subject)s"),
    "doubt_added": _("ha chiesto di controllare la domanda %(subject)s"),
    "sample_checked": _("ha scritto l’esito del controllo sulla domanda %(subject)s"),
}

FIELDS = {
    "population": _("Chi si controlla"),
    "percent": _("Percentuale"),
    "applications": _("Domande"),
    "seed_rule": _("Regola del seme"),
    "seed_on": _("Giorno del seme"),
    "seed": _("Seme"),
    "chosen": _("Estratte"),
    "doubt": _("Dubbio"),
    "result": _("Esito"),
}
