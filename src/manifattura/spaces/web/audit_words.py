"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

from ..queries import words
from ..queries.space_reports import KINDS, TOPICS

SENTENCES = {
    "boundaries_imported": _("ha importato i confini di %(subject)s"),
    "space_imported": _("ha importato lo spazio %(subject)s"),
    "space_changed": _("ha aggiornato lo spazio %(subject)s"),
    "space_verified": _("ha verificato lo spazio %(subject)s"),
    "space_withdrawn": _("ha tolto dal censimento lo spazio %(subject)s"),
    "space_entered": _("ha inserito lo spazio %(subject)s"),
    "space_report_filed": _("ha ricevuto la segnalazione sugli spazi %(subject)s"),
    "space_report_answered": _("ha risposto alla segnalazione sugli spazi %(subject)s"),
    "table_uploaded": _("ha caricato la tabella %(subject)s"),
    "columns_settled": _("ha corretto le colonne della tabella %(subject)s"),
    "table_written": _("ha importato la tabella %(subject)s"),
    "table_given_up": _("ha lasciato la tabella %(subject)s"),
}
FIELDS = {
    "reported": _("Che cosa segnala"),
    "error_topic": _("Che cosa non va"),
    "report_state": _("Esito"),
    "answer": _("Risposta"),
    "import_kind": _("Che cosa contiene"),
    "columns": _("Colonne corrette"),
    "created_rows": _("Righe nuove"),
    "updated_rows": _("Righe aggiornate"),
    "left_rows": _("Righe con errori"),
    **words.FACTS,
    "source": _("Fonte"),
    "nil_id": _("NIL"),
    "municipio_id": _("Municipio"),
    "code": _("Codice"),
    "verified_on": _("Visto il"),
    "verified_how": _("Come"),
    "withdrawn_because": _("Perché"),
}
VALUES = {
    **{("reported", code.value): word for code, word in KINDS.items()},
    **{("error_topic", code.value): word for code, word in TOPICS.items()},
    ("report_state", "waiting"): _("Da rispondere"),
    ("report_state", "accepted"): _("Accolta"),
    ("report_state", "refused"): _("Non accolta"),
    ("import_kind", "spaces"): _("Spazi"),
    ("import_kind", "organisations"): _("Imprese"),
    **{("current_use", code.value): word for code, word in words.CURRENT_USES.items()},
    **{("permitted_use", code.value): word for code, word in words.PERMITTED_USES.items()},
    **{("condition", code.value): word for code, word in words.CONDITIONS.items()},
    **{("owner_kind", code.value): word for code, word in words.OWNER_KINDS.items()},
    **{("accessibility", code.value): word for code, word in words.ACCESS.items()},
    **{("state", code.value): word for code, word in words.STATES.items()},
}
