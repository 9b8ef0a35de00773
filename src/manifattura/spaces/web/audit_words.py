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
    "space_confirmed": _("ha avuto dal proprietario la conferma dello spazio %(subject)s"),
    "space_asked": _("ha chiesto al proprietario di confermare lo spazio %(subject)s"),
    "space_file_added": _("ha aggiunto un file allo spazio %(subject)s"),
    "space_file_removed": _("ha tolto un file dallo spazio %(subject)s"),
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
    **words.PLACE_FACTS,
    "notes": _("Note"),
    "source": _("Fonte"),
    "confirmed_on": _("Confermato il"),
    "file_kind": _("Che cosa"),
    "caption": _("Che cosa si vede"),
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
    **{("use_class", code.value): word for code, word in words.USE_CLASSES.items()},
    **{("emissions", code.value): word for code, word in words.EMISSIONS.items()},
    **{("acoustic_class", str(number)): word for number, word in words.ACOUSTIC_CLASSES.items()},
    **{("file_kind", code.value): word for code, word in words.FILE_KINDS.items()},
    **{("condition", code.value): word for code, word in words.CONDITIONS.items()},
    **{("owner_kind", code.value): word for code, word in words.OWNER_KINDS.items()},
    **{("accessibility", code.value): word for code, word in words.ACCESS.items()},
    **{("state", code.value): word for code, word in words.STATES.items()},
}
