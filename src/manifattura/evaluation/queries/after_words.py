"""The words of the messages after a ranking: registered when the app is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as _

from manifattura.applications.queries.message_templates import register_message_template

if TYPE_CHECKING:
    from manifattura.calls.models import Call

PLACE = "_place"
"""Ends the keys of the texts for calls that give places."""
NEEDS_PROOF = (
    "evaluation.accept_award",
    "evaluation.accept_moved",
    "evaluation.left_forfeited",
    "evaluation.left_excluded_late",
)

WORDS = (
    (
        "evaluation.draw_convened",
        _("Sorteggio pubblico: %(call)s"),
        _(
            "La domanda %(number)s ha gli stessi punti di altre: l’ordine fra loro esce da un sorteggio pubblico.\n\n"
            "Quando: %(at)s.\nDove: %(place)s.\nValore che fa da seme: %(source)s.\nIl valore esce: %(on)s."
            "\n\nPuoi assistere alla seduta. Come si calcola l’ordine è scritto nella pagina del sorteggio, e chiunque può "
            "rifarlo: %(link)s"
        ),
    ),
    (
        "evaluation.draw_held",
        _("Sorteggio tenuto: %(call)s"),
        _(
            "Il sorteggio che riguarda la domanda %(number)s è stato tenuto.\n\nValore estratto: %(seed)s.\n\nL’ordine, il "
            "verbale e come rifare il calcolo sono nella pagina del sorteggio: %(link)s"
        ),
    ),
    (
        "evaluation.draw_annulled",
        _("Sorteggio annullato: %(call)s"),
        _(
            "La seduta del sorteggio per la domanda %(number)s, fissata per %(at)s, è annullata.\n\nMotivo: %(reason)s\n\n"
            "Se serve ne convochiamo un’altra e ti scriviamo."
        ),
    ),
    (
        "evaluation.preemption_asked",
        _("Hai la prelazione su %(lot)s: %(call)s"),
        _(
            "Con la domanda %(number)s hai la prelazione su %(lot)s.\n\nL’offerta da pareggiare è %(price)s. Rispondi per PEC, o "
            "all’ufficio, entro %(until)s: sì, e il lotto è tuo a quell’offerta; oppure no. Se non rispondi in tempo, vale come un no."
        ),
    ),
    (
        "evaluation.improvement_convened",
        _("Puoi migliorare la tua offerta: %(call)s"),
        _(
            "La domanda %(number)s ha offerto come altre: %(lots)s.\n\nPuoi migliorare l’offerta in una seduta, in busta chiusa.\n"
            "Quando: %(at)s.\nDove: %(place)s.\n\nPorta la busta, o falla arrivare entro l’ora della seduta: dopo non si apre. "
            "L’offerta nuova dev’essere migliore della prima. Se non migliori, vale la prima: fra offerte ancora uguali decide il sorteggio pubblico."
        ),
    ),
    (
        "evaluation.improvement_annulled",
        _("Seduta annullata: %(call)s"),
        _(
            "La seduta per migliorare le offerte uguali della domanda %(number)s (%(lots)s), fissata per %(at)s, è annullata.\n\n"
            "Motivo: %(reason)s\n\nSe serve ne convochiamo un’altra e ti scriviamo."
        ),
    ),
    (
        "evaluation.observation_accepted",
        _("Accolta la tua osservazione: %(call)s"),
        _(
            "L’osservazione n. %(observation)s sulla domanda %(number)s è accolta.\n\nChe cosa cambia: %(answer)s\n\n"
            "La trovi, senza nomi, fra le risposte della prossima versione della graduatoria."
        ),
    ),
    (
        "evaluation.observation_not_accepted",
        _("Risposta alla tua osservazione: %(call)s"),
        _(
            "L’osservazione n. %(observation)s sulla domanda %(number)s non è accolta.\n\nPerché: %(answer)s\n\n"
            "La trovi, senza nomi, fra le risposte della prossima versione della graduatoria."
        ),
    ),
    (
        "evaluation.accept_award",
        _("Accetta il contributo: %(call)s"),
        _(
            "La graduatoria è definitiva: alla domanda %(number)s spettano %(amount)s, su %(asked)s chiesti.\n\n"
            "Accetta o rinuncia dalla pagina della domanda, entro %(days)s giorni da quando apri questo messaggio o lo "
            "ricevi per PEC. Se non rispondi in tempo, l’ufficio può dichiarare la decadenza e dare le risorse a chi segue."
        ),
    ),
    (
        "evaluation.accept_moved",
        _("Hai un altro lotto, accettalo di nuovo: %(call)s"),
        _(
            "Qualcuno ha rinunciato e i lotti sono stati riassegnati: alla domanda %(number)s ora va %(lots)s, che avevi messo "
            "prima di quello che avevi accettato. La tua accettazione non vale per il nuovo lotto.\n\nAccetta o rinuncia dalla "
            "pagina della domanda, entro %(days)s giorni da quando apri questo messaggio o lo ricevi per PEC. Se non rispondi "
            "in tempo, l’ufficio può dichiarare la decadenza e dare il lotto a chi segue."
        ),
    ),
    (
        "evaluation.award_accepted",
        _("Hai accettato il contributo: %(call)s"),
        _(
            "Abbiamo registrato l’accettazione di %(amount)s per la domanda %(number)s, %(on)s. Ora non devi fare nulla: "
            "l’ufficio prepara l’atto di concessione."
        ),
    ),
    (
        "evaluation.acceptance_extended",
        _("Più tempo per accettare: %(call)s"),
        _("Puoi accettare il contributo della domanda %(number)s fino a %(until)s.\n\nMotivo: %(reason)s"),
    ),
    (
        "evaluation.left_withdrawn",
        _("Domanda ritirata: %(call)s"),
        _(
            "La domanda %(number)s è ritirata: esce dalla graduatoria.\n\nMotivo: %(reason)s\n\nI suoi punteggi restano "
            "nel confronto con le altre domande; le risorse passano a chi segue. %(act)s"
        ),
    ),
    (
        "evaluation.left_declined",
        _("Rinuncia al contributo: %(call)s"),
        _(
            "La rinuncia al contributo della domanda %(number)s è registrata.\n\nMotivo: %(reason)s\n\nLe risorse passano "
            "a chi segue in graduatoria. %(act)s"
        ),
    ),
    (
        "evaluation.left_forfeited",
        _("Decadenza dal contributo: %(call)s"),
        _(
            "L’ufficio ha dichiarato la decadenza dal contributo della domanda %(number)s.\n\nMotivo: %(reason)s\n\n"
            "%(act)s Puoi chiedere all’ufficio di vedere gli atti e puoi ricorrere: come, è scritto nella pagina della "
            "graduatoria."
        ),
    ),
    (
        "evaluation.left_excluded_late",
        _("Domanda esclusa dalla graduatoria: %(call)s"),
        _(
            "La domanda %(number)s è esclusa dalla graduatoria.\n\nMotivo: %(reason)s\n\n%(act)s Puoi chiedere "
            "all’ufficio di vedere gli atti e puoi ricorrere: come, è scritto nella pagina della graduatoria."
        ),
    ),
)


PLACE_WORDS = (
    (
        "evaluation.accept_award",
        _("Accetta il posto: %(call)s"),
        _(
            "La graduatoria è definitiva: la domanda %(number)s ha un posto.\n\n"
            "Accetta o rinuncia dalla pagina della domanda, entro %(days)s giorni da quando apri questo messaggio o lo "
            "ricevi per PEC. Se non rispondi in tempo, l’ufficio può dichiarare la decadenza e dare il posto a chi segue."
        ),
    ),
    (
        "evaluation.award_accepted",
        _("Hai accettato il posto: %(call)s"),
        _(
            "Abbiamo registrato che accetti il posto per la domanda %(number)s, %(on)s. Ora non devi fare nulla: "
            "l’ufficio ti scrive come si comincia."
        ),
    ),
    (
        "evaluation.acceptance_extended",
        _("Più tempo per accettare: %(call)s"),
        _("Puoi accettare il posto per la domanda %(number)s fino a %(until)s.\n\nMotivo: %(reason)s"),
    ),
    (
        "evaluation.left_withdrawn",
        _("Domanda ritirata: %(call)s"),
        _(
            "La domanda %(number)s è ritirata: esce dalla graduatoria.\n\nMotivo: %(reason)s\n\nI suoi punteggi restano "
            "nel confronto con le altre domande; il posto passa a chi segue. %(act)s"
        ),
    ),
    (
        "evaluation.left_declined",
        _("Rinuncia al posto: %(call)s"),
        _(
            "La rinuncia al posto della domanda %(number)s è registrata.\n\nMotivo: %(reason)s\n\nIl posto passa "
            "a chi segue in graduatoria. %(act)s"
        ),
    ),
    (
        "evaluation.left_forfeited",
        _("Il posto non c’è più: %(call)s"),
        _(
            "L’ufficio ha dichiarato che la domanda %(number)s ha perso il posto.\n\nMotivo: %(reason)s\n\n"
            "%(act)s Puoi chiedere all’ufficio di vedere gli atti e puoi ricorrere: come, è scritto nella pagina della "
            "graduatoria."
        ),
    ),
)


def after_template(key: str, call: Call) -> str:
    """The text for this call: of money, or of places where it has words of its own."""
    own = {place_key for place_key, _subject, _body in PLACE_WORDS}
    return f"{key}{PLACE}" if key in own and not call.gives_money else key


def register_after_words() -> None:
    """Called when the app is ready."""
    for key, subject, body in WORDS:
        register_message_template(key, subject, body, needs_proof=key in NEEDS_PROOF)
    for key, subject, body in PLACE_WORDS:
        register_message_template(f"{key}{PLACE}", subject, body, needs_proof=key in NEEDS_PROOF)
