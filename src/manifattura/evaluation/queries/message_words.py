"""The words of the messages that the review and the register send: registered when the app is ready."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_noop

from manifattura.applications.queries.message_templates import register_message_template


class TEMPLATES(StrEnum):
    """Keys of the templates."""

    REMEDY = "evaluation.remedy_requested"
    REMEDY_WITHDRAWN = "evaluation.remedy_withdrawn"
    NOTICE = "evaluation.rejection_notice"
    NOTICE_WITHDRAWN = "evaluation.rejection_notice_withdrawn"
    NOTICE_UPHELD = "evaluation.rejection_confirmed"
    NOTICE_LIFTED = "evaluation.rejection_lifted"
    VISIT = "evaluation.visit_proposed"
    VISIT_CANCELLED = "evaluation.visit_cancelled"
    ENTERED = "evaluation.register_entered"
    CONFIRMATION = "evaluation.confirmation_requested"
    REMINDER = "evaluation.confirmation_reminder"
    SUSPENDED = "evaluation.entry_suspended"
    REINSTATED = "evaluation.entry_reinstated"
    REMOVED = "evaluation.entry_removed"
    ENDING = "evaluation.entry_ending"
    EXPIRED = "evaluation.entry_expired"


NEEDS_PROOF = frozenset(
    {
        TEMPLATES.REMEDY,
        TEMPLATES.NOTICE,
        TEMPLATES.NOTICE_UPHELD,
        TEMPLATES.CONFIRMATION,
        TEMPLATES.SUSPENDED,
        TEMPLATES.REMOVED,
    }
)
"""Acts from whose delivery a term runs: the text is read in the personal area, where opening it is proof."""

WORDS: dict[TEMPLATES, tuple[str, str]] = {
    TEMPLATES.REMEDY: (
        gettext_noop("Servono integrazioni alla domanda %(number)s"),
        gettext_noop(
            "Stiamo controllando la domanda %(number)s di %(firm)s per «%(call)s». Ti chiediamo di correggere o completare "
            "questi punti:\n\n%(items)s\n\nHai %(days)s giorni da quando ricevi questa richiesta. Rispondi con il modulo che "
            "trovi nella pagina della domanda: si salva da solo e si invia una volta. Se non usi il sito, rispondi per PEC o "
            "su carta e scrivi il numero della domanda. Il progetto non si può cambiare. Se non rispondi in tempo, decidiamo con quello che abbiamo (L. 241/1990, art. 6)."
        ),
    ),
    TEMPLATES.REMEDY_WITHDRAWN: (
        gettext_noop("Non serve più rispondere: domanda %(number)s"),
        gettext_noop(
            "Abbiamo ritirato la richiesta di integrazione sulla domanda %(number)s per «%(call)s».\n\nMotivo: %(reason)s\n\n"
            "Non devi fare nulla."
        ),
    ),
    TEMPLATES.NOTICE: (
        gettext_noop("Preavviso di esito negativo: domanda %(number)s"),
        gettext_noop(
            "La domanda %(number)s di %(firm)s per «%(call)s» non può essere accolta, per questi motivi:\n\n%(reasons)s\n\n"
            "Prima di decidere ti ascoltiamo: hai %(days)s giorni da quando ricevi questo preavviso per mandare osservazioni "
            "e documenti, con il modulo che trovi nella pagina della domanda. Se non usi il sito, mandali per PEC o su carta "
            "e scrivi il numero della domanda. Risponderemo a ogni osservazione. Intanto il termine del procedimento è sospeso (L. 241/1990, art. 10-bis)."
        ),
    ),
    TEMPLATES.NOTICE_WITHDRAWN: (
        gettext_noop("Preavviso ritirato: domanda %(number)s"),
        gettext_noop(
            "Abbiamo ritirato il preavviso di esito negativo sulla domanda %(number)s per «%(call)s».\n\nMotivo: %(reason)s\n\n"
            "L’istruttoria va avanti: non devi fare nulla."
        ),
    ),
    TEMPLATES.NOTICE_UPHELD: (
        gettext_noop("La domanda %(number)s non è accolta"),
        gettext_noop(
            "Abbiamo deciso sulla domanda %(number)s di %(firm)s per «%(call)s»: non è accolta.\n\nMotivi:\n\n%(reasons)s\n\n"
            "%(answers)s\n\nPuoi ricorrere al %(court)s entro %(court_days)s giorni da quando ricevi questo messaggio, o al "
            "Presidente della Repubblica entro %(president_days)s. Puoi chiedere di vedere gli atti."
        ),
    ),
    TEMPLATES.NOTICE_LIFTED: (
        gettext_noop("Osservazioni accolte: domanda %(number)s"),
        gettext_noop(
            "Abbiamo letto le tue osservazioni sulla domanda %(number)s per «%(call)s»: i motivi del preavviso non ci sono più "
            "e l’istruttoria va avanti.\n\n%(answers)s\n\nNon devi fare nulla."
        ),
    ),
    TEMPLATES.VISIT: (
        gettext_noop("Visita in sede: domanda %(number)s"),
        gettext_noop(
            "Per la domanda %(number)s di %(firm)s due funzionari vengono a vedere la sede.\n\nQuando: %(at)s\n"
            "Dove: %(place)s\nChi: %(officers)s\n\nGuardano i requisiti uno per uno e firmano un verbale. Se non puoi, "
            "rispondi da questa pagina e proponi un’altra data."
        ),
    ),
    TEMPLATES.VISIT_CANCELLED: (
        gettext_noop("Visita annullata: domanda %(number)s"),
        gettext_noop(
            "La visita fissata per %(at)s, domanda %(number)s, non si fa.\n\nMotivo: %(reason)s\n\nTi scriviamo per un’altra data."
        ),
    ),
    TEMPLATES.ENTERED: (
        gettext_noop("Iscrizione nell’elenco: domanda %(number)s"),
        gettext_noop(
            "%(firm)s è nell’elenco «%(call)s» con il numero %(entry)s, dal %(entered)s al %(expires)s.\n\nAtto n. %(act)s.\n\n"
            "Ogni anno ti chiediamo di confermare che i requisiti ci sono ancora: la prima volta entro il %(confirm)s. Se "
            "cambia qualcosa, scrivici subito da questa pagina."
        ),
    ),
    TEMPLATES.CONFIRMATION: (
        gettext_noop("Conferma l’iscrizione n. %(entry)s"),
        gettext_noop(
            "È ora di confermare che %(firm)s ha ancora i requisiti dell’elenco «%(call)s».\n\nCompila il modulo che trovi nella "
            "pagina della domanda entro %(days)s giorni da quando ricevi questo messaggio. Senza conferma l’ufficio può "
            "sospendere l’iscrizione."
        ),
    ),
    TEMPLATES.REMINDER: (
        gettext_noop("Manca la conferma dell’iscrizione n. %(entry)s"),
        gettext_noop(
            "Non abbiamo ancora ricevuto la conferma dell’iscrizione di %(firm)s nell’elenco «%(call)s». Il termine è il "
            "%(due)s. Il modulo è nella pagina della domanda."
        ),
    ),
    TEMPLATES.SUSPENDED: (
        gettext_noop("Iscrizione n. %(entry)s sospesa"),
        gettext_noop(
            "L’iscrizione di %(firm)s nell’elenco «%(call)s» è sospesa.\n\nMotivo: %(reason)s\n\nHai %(days)s giorni da quando "
            "ricevi questo messaggio per rimediare e dircelo da questa pagina, con i documenti. Se non rimedi, l’iscrizione "
            "può essere cancellata: con questo avviso comincia anche quel procedimento (L. 241/1990, art. 7). Se ne occupa "
            "%(office)s, il responsabile è %(head)s. Puoi vedere gli atti e scrivere le tue ragioni."
        ),
    ),
    TEMPLATES.REINSTATED: (
        gettext_noop("Iscrizione n. %(entry)s di nuovo valida"),
        gettext_noop(
            "L’iscrizione di %(firm)s nell’elenco «%(call)s» è di nuovo valida, fino al %(expires)s.\n\nMotivo: %(reason)s"
        ),
    ),
    TEMPLATES.REMOVED: (
        gettext_noop("Iscrizione n. %(entry)s cancellata"),
        gettext_noop(
            "L’iscrizione di %(firm)s nell’elenco «%(call)s» è cancellata.\n\nMotivo: %(reason)s\nAtto n. %(act)s.\n\nPuoi "
            "ricorrere al %(court)s entro %(court_days)s giorni da quando ricevi questo messaggio, o al Presidente della "
            "Repubblica entro %(president_days)s. Quando hai di nuovo i requisiti puoi fare un’altra domanda."
        ),
    ),
    TEMPLATES.ENDING: (
        gettext_noop("L’iscrizione n. %(entry)s finisce il %(expires)s"),
        gettext_noop(
            "L’iscrizione di %(firm)s nell’elenco «%(call)s» vale fino al %(expires)s, compreso.\n\nPer restare nell’elenco fai "
            "una nuova domanda: puoi farla già adesso, ripartendo dalle risposte di prima. Trovi il bottone nella pagina della "
            "domanda. Prima di iscriverti di nuovo ricontrolliamo i requisiti: per la risposta ci vogliono fino a %(days)s giorni.\n\n"
            "Se non fai nulla, dopo quel giorno non sei più nell’elenco."
        ),
    ),
    TEMPLATES.EXPIRED: (
        gettext_noop("Iscrizione n. %(entry)s scaduta"),
        gettext_noop(
            "L’iscrizione di %(firm)s nell’elenco «%(call)s» è arrivata alla fine il %(expires)s. Per tornare nell’elenco "
            "serve una nuova domanda: se non l’hai già inviata, puoi ripartire dalle risposte di prima."
        ),
    ),
}


def register_templates() -> None:
    """Called when the app is ready."""
    for key, (subject, body) in WORDS.items():
        register_message_template(key, subject, body, needs_proof=key in NEEDS_PROOF)
