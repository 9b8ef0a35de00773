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
    "retention_set": _("ha cambiato una durata di conservazione: %(subject)s"),
    "retention_listed": _("ha preparato un %(subject)s"),
    "discard_ordered": _("ha disposto lo scarto: %(subject)s"),
    "discard_resumed": _("ha ripreso lo scarto: %(subject)s"),
    "discard_finished": _("ha finito lo scarto: %(subject)s"),
    "package_asked": _("ha chiesto un %(subject)s"),
    "package_built": _("ha preparato il %(subject)s"),
    "package_taken": _("ha scaricato il %(subject)s"),
    "package_discarded": _("ha cancellato il file del %(subject)s"),
    "check_discarded": _("ha scartato le note del controllo sulla domanda %(subject)s"),
    "access_discarded": _("ha scartato i dati di chi ha chiesto: %(subject)s"),
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
    "category": _("Che cosa"),
    "months": _("Mesi"),
    "act": _("Atto"),
    "authority": _("Disposto con"),
    "items": _("Righe dell’elenco"),
}

VALUES = {
    ("category", "drafts"): _("bozze"),
    ("category", "not_admitted"): _("domande non ammesse"),
    ("category", "not_funded"): _("domande senza contributo né posto"),
    ("category", "funded"): _("domande con contributo o posto, o iscritte"),
    ("category", "messages"): _("messaggi"),
    ("category", "samples"): _("note dei controlli"),
    ("category", "access"): _("richieste di accesso"),
    ("category", "readings"): _("letture"),
}
