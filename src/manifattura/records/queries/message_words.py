"""The messages of this app."""

from django.utils.translation import gettext_noop

from manifattura.applications.queries.message_templates import register_message_template


def register_messages() -> None:
    """Called once, when the app is ready."""
    register_message_template(
        "records.access_concerned",
        gettext_noop("Qualcuno ha chiesto documenti che riguardano la domanda %(number)s"),
        gettext_noop(
            "Una persona ha chiesto di vedere documenti di «%(call)s» in cui ci sono dati della domanda %(number)s di %(firm)s.\n\n"
            "Se hai ragioni per opporti, scrivile entro %(days)s giorni da quando ricevi questo messaggio, da questa pagina: %(address)s\n\n"
            "Se non rispondi, decide l’ufficio. In ogni caso consegna solo ciò che la legge permette."
        ),
        needs_proof=True,
    )
