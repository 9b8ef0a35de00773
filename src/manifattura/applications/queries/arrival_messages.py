"""The words that an applicant reads when the office registers what came on paper or by certified mail."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from .message_templates import register_message_template

REPLY_REGISTERED = "applications.arrival_registered"
LATE_ARRIVAL = "applications.arrival_late"

WORDS = {
    REPLY_REGISTERED: (
        gettext_noop("Abbiamo registrato quello che ci hai mandato: domanda %(number)s"),
        gettext_noop(
            "%(title)s: abbiamo registrato il documento che ci hai mandato %(how)s. È arrivato %(arrived)s, protocollo "
            "%(protocol)s: conta quel momento.\n\nLo trovi nella pagina della domanda %(number)s. Se qualcosa non è come l’hai "
            "scritto, rispondi da questa pagina."
        ),
    ),
    LATE_ARRIVAL: (
        gettext_noop("È arrivato dopo il termine: domanda %(number)s"),
        gettext_noop(
            "%(title)s: il documento che ci hai mandato %(how)s è arrivato %(arrived)s, dopo il termine del %(due)s.\n\nLo "
            "teniamo agli atti con il protocollo %(protocol)s, ma non vale come risposta in tempo: l’ufficio decide con quello "
            "che ha già."
        ),
    ),
}


def register_arrival_messages() -> None:
    """Called when the app is ready."""
    for key, (subject, body) in WORDS.items():
        register_message_template(key, subject, body)
