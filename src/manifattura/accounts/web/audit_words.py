"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "person_registered": _("ha registrato %(subject)s"),
    "profile_updated": _("ha aggiornato il profilo di %(subject)s"),
    "signed_in": _("ha fatto accesso"),
    "password_changed": _("ha cambiato la password"),
    "address_confirmed": _("ha confermato il suo indirizzo"),
    "address_changed": _("ha cambiato il suo indirizzo e-mail"),
    "second_factor_set": _("ha attivato il secondo fattore"),
    "second_factor_removed": _("ha tolto il secondo fattore"),
    "identity_linked": _("ha unito la sua identità digitale al suo account"),
    "fiscal_code_freed": _("ha tolto il codice fiscale non provato dal profilo di %(subject)s"),
    "accesses_erased": _("ha cancellato le righe scadute del %(subject)s"),
    "staff_invited": _("ha invitato %(subject)s"),
    "invitation_renewed": _("ha rimandato l’invito a %(subject)s"),
    "invitation_cancelled": _("ha annullato l’invito a %(subject)s"),
    "invitation_accepted": _("ha accettato l’invito per %(subject)s"),
    "role_granted": _("ha dato il ruolo %(subject)s"),
    "role_revoked": _("ha tolto il ruolo %(subject)s"),
    "office_opened": _("ha aperto l’ufficio %(subject)s"),
    "office_changed": _("ha cambiato i dati dell’ufficio %(subject)s"),
    "areas_loaded": _("ha caricato %(subject)s"),
}

FIELDS = {
    "name": _("Nome"),
    "full_name": _("Nome e cognome"),
    "email": _("Indirizzo e-mail"),
    "pec": _("PEC"),
    "phone": _("Telefono"),
    "fiscal_code": _("Codice fiscale"),
    "language": _("Lingua"),
    "role": _("Ruolo"),
    "office": _("Ufficio"),
    "reason": _("Motivo"),
    "kind": _("Tipo"),
    "scheme": _("Identità"),
    "number": _("Quante"),
    "department": _("Direzione"),
    "address": _("Indirizzo"),
    "opening_hours": _("Orari"),
    "substitute_power": _("Potere sostitutivo"),
    "substitute_power_email": _("Indirizzo del potere sostitutivo"),
    "municipi": _("Municipi"),
    "nil": _("Quartieri (NIL)"),
}
