"""How the audit trail tells what happened to an application."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "application_started": _("ha iniziato la %(subject)s"),
    "section_saved": _("ha salvato un passo della %(subject)s"),
    "file_attached": _("ha caricato un file nella %(subject)s"),
    "file_removed": _("ha tolto un file dalla %(subject)s"),
    "declaration_made": _("ha reso una dichiarazione nella %(subject)s"),
    "declaration_taken_back": _("ha tolto una dichiarazione dalla %(subject)s"),
    "declaration_cleared": _("ha cambiato un dato dichiarato nella %(subject)s"),
    "declarant_reminded": _("ha mandato un promemoria per una dichiarazione nella %(subject)s"),
    "application_submitted": _("ha inviato la %(subject)s"),
    "application_withdrawn": _("ha ritirato la %(subject)s"),
    "draft_deleted": _("ha eliminato la bozza della %(subject)s"),
    "application_copied": _("ha preparato una nuova bozza: %(subject)s"),
    "submission_registered": _("ha registrato la %(subject)s"),
    "receipt_sent": _("ha spedito la ricevuta della %(subject)s"),
    "draft_amended": _("ha portato alla nuova edizione del bando la %(subject)s"),
    "form_opened": _("ha aperto il %(subject)s"),
    "form_sent": _("ha inviato il %(subject)s"),
    "form_closed": _("ha chiuso il %(subject)s"),
    "message_sent": _("ha scritto all’impresa sulla %(subject)s"),
    "message_answered": _("ha scritto all’ufficio sulla %(subject)s"),
    "message_read": _("ha aperto un messaggio sulla %(subject)s"),
    "message_settled": _("ha segnato come sistemato un messaggio sulla %(subject)s"),
    "certified_mail_recorded": _("ha registrato la ricevuta di una PEC sulla %(subject)s"),
    "application_moved": _("ha cambiato lo stato della %(subject)s"),
}

FIELDS = {
    "section": _("passo"),
    "fields": _("risposte"),
    "declaration": _("dichiarazione"),
    "arrival": _("numero di arrivo"),
    "registration": _("numero di registrazione"),
    "sha256": _("impronta SHA-256"),
    "state": _("stato"),
    "reason": _("motivo"),
    "edition": _("edizione"),
    "from": _("da"),
    "field": _("allegato"),
    "files": _("file"),
    "name": _("nome"),
    "message": _("messaggio"),
    "subject": _("oggetto"),
    "capacity": _("qualità"),
    "proof": _("prova"),
    "messages": _("messaggi"),
    "receipt": _("ricevuta"),
    "address": _("indirizzo"),
    "at": _("quando"),
    "purpose": _("scopo"),
}

VALUES = {
    ("capacity", "legal_rep"): _("legale rappresentante"),
    ("capacity", "delegate"): _("delegato"),
    ("capacity", "collaborator"): _("collaboratore"),
    ("receipt", "acceptance"): _("accettazione"),
    ("receipt", "delivery"): _("avvenuta consegna"),
    ("receipt", "failure"): _("mancata consegna"),
}
