"""The fixed answers of the question at the foot of pages, in the words of the national model."""

from django.utils.translation import gettext_lazy as _

from manifattura.ui import feedback

from ..domain.feedback import Difficulty, Liking

DIFFICULT = (
    (Difficulty.UNCLEAR, _("A volte le indicazioni non erano chiare")),
    (Difficulty.INCOMPLETE, _("A volte le indicazioni non erano complete")),
    (Difficulty.LOST, _("A volte non capivo se stavo procedendo correttamente")),
    (Difficulty.TECHNICAL, _("Ho avuto problemi tecnici")),
    (Difficulty.OTHER, _("Altro")),
)
LIKED = (
    (Liking.CLEAR, _("Le indicazioni erano chiare")),
    (Liking.COMPLETE, _("Le indicazioni erano complete")),
    (Liking.ORIENTED, _("Capivo sempre che stavo procedendo correttamente")),
    (Liking.NO_TROUBLE, _("Non ho avuto problemi tecnici")),
    (Liking.OTHER, _("Altro")),
)
ASPECTS = {str(code): word for code, word in (*DIFFICULT, *LIKED)}


def register_feedback() -> None:
    feedback.register(feedback.Keeper("communication:give-feedback", DIFFICULT, LIKED))
    feedback.register_service("application", _("Domanda per un bando"))
    feedback.register_service("sign_up", _("Iscrizione a un evento"))
    feedback.register_service("appointment", _("Prenotazione di un appuntamento"))
    feedback.register_service("assistance", _("Richiesta di assistenza"))
    feedback.register_service("problem", _("Segnalazione di un disservizio"))
    feedback.register_service("alerts", _("Avvisi per e-mail"))
    feedback.register_service("space_report", _("Segnalazione su uno spazio"))
    feedback.register_service("space_visit", _("Visita a uno spazio"))
    feedback.register_service("observation", _("Osservazione sul piano"))
    feedback.register_service("access", _("Richiesta di accesso ai documenti"))
    feedback.register_service("registration", _("Registrazione di un’impresa"))
    feedback.register_service("receipt_check", _("Controllo di una ricevuta"))
