"""How the acts of this app read in the audit trail."""

from django.utils.translation import gettext_lazy as _

from .enquiry_forms import TOPICS

SENTENCES = {
    "enquiry_filed": _("ha registrato %(subject)s"),
    "enquiry_taken": _("ha preso in carico %(subject)s"),
    "enquiry_passed": _("ha passato a un altro ufficio %(subject)s"),
    "enquiry_answered": _("ha risposto a %(subject)s"),
    "enquiry_closed": _("ha chiuso %(subject)s"),
    "enquiry_forgotten": _("ha cancellato i dati personali di %(subject)s"),
    # written before these had their names
    "report_filed": _("ha registrato %(subject)s"),
    "report_answered": _("ha risposto a %(subject)s"),
    "signed_up": _("ha registrato %(subject)s a un evento"),
    "sign_up_moved_up": _("ha dato un posto liberato a %(subject)s"),
    "sign_up_cancelled": _("ha annullato %(subject)s"),
    "session_changed": _("ha aggiornato l’appuntamento %(subject)s"),
    "session_called_off": _("ha annullato l’appuntamento %(subject)s"),
    "attendance_marked": _("ha segnato le presenze di %(subject)s"),
    "attendants_forgotten": _("ha cancellato i dati degli iscritti a %(subject)s"),
    "alerts_asked": _("ha ricevuto la richiesta di %(subject)s"),
    "alerts_confirmed": _("ha attivato %(subject)s dopo la conferma"),
    "alerts_changed": _("ha cambiato i temi di %(subject)s"),
    "alerts_ended": _("ha cancellato %(subject)s su richiesta"),
    "alerts_expired": _("ha cancellato %(subject)s: nessuna conferma"),
    "appointments_offered": _("ha offerto appuntamenti per %(subject)s"),
    "appointments_changed": _("ha cambiato gli appuntamenti per %(subject)s"),
    "appointment_slots_opened": _("ha aperto orari per %(subject)s"),
    "appointment_slot_off": _("ha annullato un orario di %(subject)s"),
    "appointment_booked": _("ha registrato %(subject)s"),
    "appointment_cancelled": _("ha annullato %(subject)s"),
    "appointment_marked": _("ha segnato la presenza a %(subject)s"),
    "appointments_forgotten": _("ha cancellato i dati di chi aveva prenotato %(subject)s"),
}
FIELDS = {
    "came": _("Presenti"),
    "absent": _("Assenti"),
    "people": _("Persone"),
    "is_off": _("Annullato"),
    "sign_up_state": _("Iscrizione"),
    "starts_at": _("Inizio"),
    "ends_at": _("Fine"),
    "way": _("Come"),
    "is_offered": _("In pagina"),
    "slots": _("Orari aperti"),
    "because": _("Perché"),
    "was_there": _("Presente"),
    "topic": _("Argomento"),
    "topics": _("Temi"),
    "office": _("Ufficio"),
    "state": _("Stato"),
}
VALUES = {
    **{("topic", str(code)): word for code, word in TOPICS},
    ("state", "to_answer"): _("da rispondere"),
    ("state", "in_charge"): _("in carico"),
    ("state", "answered"): _("con risposta"),
    ("state", "closed"): _("chiusa"),
    ("sign_up_state", "confirmed"): _("con un posto"),
    ("sign_up_state", "waiting"): _("in attesa"),
    ("sign_up_state", "cancelled"): _("annullata"),
    ("way", "in_person"): _("Di persona"),
    ("way", "video"): _("In videochiamata"),
}
