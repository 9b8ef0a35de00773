"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "sample_announced": _("ha annunciato un controllo a campione: %(subject)s"),
    "sample_drawn": _("ha estratto le domande da controllare: %(subject)s"),
    "doubt_added": _("ha chiesto di controllare la domanda %(subject)s"),
    "sample_checked": _("ha scritto l’esito del controllo sulla domanda %(subject)s"),
    "access_asked": _("ha chiesto documenti: %(subject)s"),
    "access_heard": _("ha avvisato i controinteressati: %(subject)s"),
    "access_objected": _("si è opposta: %(subject)s"),
    "access_copy_made": _("ha preparato una copia: %(subject)s"),
    "access_decided": _("ha risposto: %(subject)s"),
    "access_withdrawn": _("ha ritirato: %(subject)s"),
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
    "kind": _("Tipo"),
    "received_on": _("Arrivata il"),
    "channel": _("Canale"),
    "outcome": _("Esito"),
    "decision": _("Decisione"),
    "name": _("File"),
    "left_out": _("Parti omesse"),
    "application": _("Domanda"),
}
