"""What every kind of call has in common: writing and publishing it, stopping it, sending an application."""

from ..messages import gettext_noop as _
from .model import Move, Phase, Who, between
from .names import ApplicationState, CallState

C, A = CallState, ApplicationState
APPLICANT, OFFICER = (Who.APPLICANT,), (Who.CASE_OFFICER, Who.HEAD_OF_PROCEDURE)
HEAD = (Who.HEAD_OF_PROCEDURE,)

TO_EACH_APPLICANT = _("Avviso a chi ha una domanda o una bozza, per e-mail e nell’area personale")
OUTCOME_TO_APPLICANT = _("Esito all’impresa, nell’area personale e per e-mail")

# ------------------------------------------------------------------ the call

PREPARING_PHASES = (
    Phase(C.DRAFT, _("Bozza"), _("Non ancora pubblico")),
    Phase(C.IN_APPROVAL, _("In approvazione"), _("Non ancora pubblico")),
    Phase(C.APPROVED, _("Approvato, da pubblicare"), _("Non ancora pubblico")),
)

PREPARING = (
    Move(
        C.DRAFT,
        C.IN_APPROVAL,
        OFFICER,
        _("Manda il bando in approvazione"),
        "calls.submit_for_approval",
        (_("Nessun problema nei controlli del bando"),),
    ),
    Move(
        C.IN_APPROVAL,
        C.APPROVED,
        (Who.SECOND_OFFICER,),
        _("Approva"),
        "calls.approve_call",
        (_("Un funzionario diverso da chi lo ha mandato in approvazione"),),
    ),
    *between(
        (C.IN_APPROVAL, C.APPROVED),
        (C.DRAFT,),
        (Who.SECOND_OFFICER, Who.HEAD_OF_PROCEDURE),
        _("Rimanda in bozza"),
        "calls.return_call",
        (_("Il motivo, per chi lo ha scritto"),),
    ),
    Move(
        C.APPROVED,
        C.PUBLISHED,
        HEAD,
        _("Pubblica"),
        "calls.publish_call",
        (
            _("Il numero e la data della determina"),
            _("Il testo è quello approvato"),
            _("La scadenza è futura"),
        ),
        (_("Pagina pubblica del bando"),),
    ),
)

STOPPED_PHASES = (
    Phase(C.SUSPENDED, _("Sospeso"), _("Sospeso: i termini sono fermi")),
    Phase(C.REVOKED, _("Revocato"), _("Revocato")),
    Phase(C.CONCLUDED, _("Concluso"), _("Concluso")),
)


def stopping(running: tuple[CallState, ...], revocable: tuple[CallState, ...]) -> tuple[Move[CallState], ...]:
    """Suspension from each running state and back to the same one; revocation from those where it makes sense."""
    act = _("Il numero e la data dell’atto, con i motivi")
    told = (TO_EACH_APPLICANT,)
    return (
        *between(running, (C.SUSPENDED,), HEAD, _("Sospende il bando"), "calls.suspend_call", (act,), told),
        *between(
            (C.SUSPENDED,),
            running,
            HEAD,
            _("Riprende da dov’era"),
            "calls.resume_call",
            (act, _("La nuova scadenza, se riceveva ancora domande")),
            told,
        ),
        *between(revocable, (C.REVOKED,), HEAD, _("Revoca il bando"), "calls.revoke_call", (act,), told),
    )


def concluding(source: CallState, does: str, *requires: str) -> Move[CallState]:
    """The end: nothing is asked and nothing is decided any more."""
    return Move(source, C.CONCLUDED, HEAD, does, "calls.conclude_call", requires)


# ------------------------------------------------------------------ a session, or the only round of a ranking

SESSION_PHASES = (
    Phase(
        C.PUBLISHED,
        _("Riceve domande nelle date indicate"),
        _("In apertura, aperto o chiuso, secondo le date"),
    ),
    Phase(C.UNDER_REVIEW, _("Istruttoria formale"), _("In istruttoria")),
    Phase(C.IN_EVALUATION, _("Valutazione della commissione"), _("In valutazione")),
    Phase(C.PROVISIONAL_RANKING, _("Graduatoria provvisoria, osservazioni"), _("Graduatoria provvisoria")),
    Phase(C.FINAL_RANKING, _("Graduatoria definitiva"), _("Graduatoria definitiva")),
)

SESSION = (
    Move(
        C.PUBLISHED,
        C.UNDER_REVIEW,
        OFFICER,
        _("Avvia l’istruttoria"),
        "evaluation.open_review",
        (_("La scadenza è passata, secondo l’orologio del database"),),
    ),
    Move(
        C.UNDER_REVIEW,
        C.IN_EVALUATION,
        HEAD,
        _("Chiude l’istruttoria e nomina la commissione"),
        "evaluation.close_review",
        (_("Ogni domanda ha il suo esito"), _("La commissione è nominata, dopo la scadenza")),
        (OUTCOME_TO_APPLICANT, _("Nomina a ogni commissario")),
    ),
    Move(
        C.IN_EVALUATION,
        C.PROVISIONAL_RANKING,
        HEAD,
        _("Pubblica la graduatoria provvisoria"),
        "evaluation.publish_provisional_ranking",
        (_("Ogni domanda ammessa ha i punteggi in una seduta chiusa"), _("Il seme, se serve un sorteggio")),
        (_("Pagina pubblica della graduatoria, con il file per rifarla"), OUTCOME_TO_APPLICANT),
    ),
    Move(
        C.PROVISIONAL_RANKING,
        C.FINAL_RANKING,
        HEAD,
        _("Pubblica la graduatoria definitiva"),
        "evaluation.publish_final_ranking",
        (_("Il termine per le osservazioni è passato"), _("Il numero e la data dell’atto")),
        (_("Pagina pubblica della graduatoria, con il file per rifarla"), OUTCOME_TO_APPLICANT),
    ),
)

# ------------------------------------------------------------------ an application

SENDING_PHASES = (
    Phase(A.DRAFT, _("Bozza dell’impresa"), _("Bozza")),
    Phase(A.SUBMITTED, _("Ricevuta, da istruire"), _("Inviata")),
    Phase(A.WITHDRAWN, _("Ritirata dall’impresa"), _("Ritirata")),
    Phase(A.UNDER_REVIEW, _("In istruttoria"), _("In istruttoria")),
    Phase(A.REMEDY_REQUESTED, _("Soccorso istruttorio in corso"), _("Integrazione richiesta")),
    Phase(A.REJECTION_NOTICE, _("Preavviso di rigetto (art. 10-bis)"), _("Preavviso di esito negativo")),
    Phase(A.NOT_ADMITTED, _("Non ammessa"), _("Non ammessa")),
)

NOTICE_OF_REJECTION = _(
    "Preavviso all’impresa, con i motivi e 10 giorni per rispondere (L. 241/1990 art. 10-bis)"
)
IN_TIME = _("Il termine è aperto, secondo l’orologio del database")

SENDING = (
    Move(
        A.DRAFT,
        A.SUBMITTED,
        APPLICANT,
        _("Invia la domanda"),
        "applications.submit_application",
        (IN_TIME, _("Ogni passo è completo e ogni dichiarazione confermata")),
        (_("Ricevuta con numero d’arrivo e impronta, per e-mail e nell’area personale"),),
    ),
    *between(
        (A.SUBMITTED, A.UNDER_REVIEW, A.REMEDY_REQUESTED),
        (A.WITHDRAWN,),
        APPLICANT,
        _("Ritira la domanda"),
        "applications.withdraw_application",
        (_("Non c’è ancora una graduatoria"),),
        (_("Conferma del ritiro"),),
    ),
)

REMEDY = (
    Move(
        A.UNDER_REVIEW,
        A.REMEDY_REQUESTED,
        OFFICER,
        _("Chiede l’integrazione, punto per punto"),
        "evaluation.request_remedy",
        (_("Che cosa manca e il termine; il progetto non cambia"),),
        (_("Richiesta all’impresa: il termine parte dalla consegna provata"),),
    ),
    Move(
        A.REMEDY_REQUESTED,
        A.UNDER_REVIEW,
        (Who.APPLICANT, Who.CLOCK),
        _("Risponde, o il termine scade"),
        "evaluation.close_remedy",
        (_("La risposta entro il termine; alla scadenza l’ufficio decide con quello che ha"),),
    ),
)

REJECTION = (
    Move(
        A.UNDER_REVIEW,
        A.REJECTION_NOTICE,
        OFFICER,
        _("Manda il preavviso di rigetto"),
        "evaluation.send_rejection_notice",
        (_("I motivi, tutti: dopo non se ne aggiungono"),),
        (NOTICE_OF_REJECTION,),
        notice=True,
    ),
    Move(
        A.REJECTION_NOTICE,
        A.UNDER_REVIEW,
        OFFICER,
        _("Accoglie le osservazioni e riprende l’istruttoria"),
        "evaluation.decide_rejection",
        (_("Le osservazioni dell’impresa, o la fine del termine"),),
        notice=True,
    ),
    Move(
        A.REJECTION_NOTICE,
        A.NOT_ADMITTED,
        (Who.HEAD_OF_PROCEDURE,),
        _("Non ammette, rispondendo alle osservazioni"),
        "evaluation.decide_rejection",
        (
            _("Il termine è passato o le osservazioni sono arrivate"),
            _("I motivi rispondono alle osservazioni"),
        ),
        (OUTCOME_TO_APPLICANT,),
        notice=True,
    ),
    Move(
        A.REJECTION_NOTICE,
        A.WITHDRAWN,
        APPLICANT,
        _("Ritira la domanda"),
        "applications.withdraw_application",
        (_("Non c’è ancora una graduatoria"),),
        (_("Conferma del ritiro"),),
        notice=True,
    ),
    Move(
        A.UNDER_REVIEW,
        A.NOT_ADMITTED,
        HEAD,
        _("Non ammette"),
        "evaluation.close_review",
        (_("Il motivo, nelle parole che l’impresa legge"),),
        (OUTCOME_TO_APPLICANT,),
        notice=False,
    ),
    Move(
        A.NOT_ADMITTED,
        A.UNDER_REVIEW,
        HEAD,
        _("Riapre l’istruttoria"),
        "evaluation.reopen_review",
        (_("Il motivo del riesame"),),
        (_("Avviso all’impresa"),),
    ),
)

# ------------------------------------------------------------------ from admission to acceptance

RANKED = (A.FUNDED, A.PARTIALLY_FUNDED, A.RESERVE_LIST, A.BELOW_THRESHOLD)
WINNERS = (A.FUNDED, A.PARTIALLY_FUNDED)

RANKED_PHASES = (
    Phase(A.ADMITTED, _("Ammessa alla valutazione"), _("Ammessa")),
    Phase(A.FUNDED, _("Idonea e finanziata"), _("Idonea finanziata")),
    Phase(A.PARTIALLY_FUNDED, _("Idonea e finanziata in parte"), _("Finanziata in parte")),
    Phase(A.RESERVE_LIST, _("Idonea, in attesa di risorse"), _("Idonea non finanziata")),
    Phase(A.BELOW_THRESHOLD, _("Sotto la soglia"), _("Non idonea")),
    Phase(A.ACCEPTED, _("Contributo accettato"), _("Accettata")),
    Phase(A.DECLINED, _("Ha rinunciato"), _("Rinunciata")),
    Phase(A.FORFEITED, _("Decaduta: non ha accettato in tempo"), _("Decaduta")),
    Phase(A.EXCLUDED_LATE, _("Esclusa dopo la graduatoria"), _("Esclusa dopo l’ammissione")),
)

RANKING_AND_AFTER = (
    Move(
        A.SUBMITTED,
        A.UNDER_REVIEW,
        OFFICER,
        _("Avvia l’istruttoria"),
        "evaluation.open_review",
        (_("La scadenza è passata, secondo l’orologio del database"),),
    ),
    Move(
        A.UNDER_REVIEW,
        A.ADMITTED,
        HEAD,
        _("Ammette alla valutazione"),
        "evaluation.close_review",
        (_("Ogni requisito è presente o non pertinente"),),
        (OUTCOME_TO_APPLICANT,),
    ),
    Move(
        A.ADMITTED,
        A.UNDER_REVIEW,
        HEAD,
        _("Riapre l’istruttoria"),
        "evaluation.reopen_review",
        (_("Il motivo del riesame"),),
        (_("Avviso all’impresa"),),
    ),
    Move(
        A.ADMITTED,
        A.WITHDRAWN,
        APPLICANT,
        _("Ritira la domanda"),
        "applications.withdraw_application",
        (_("Non c’è ancora una graduatoria"),),
        (_("Conferma del ritiro"),),
    ),
    *between(
        (A.ADMITTED,),
        RANKED,
        HEAD,
        _("Pubblica la graduatoria"),
        "evaluation.publish_provisional_ranking",
        (_("Ogni domanda ammessa ha i punteggi in una seduta chiusa"),),
        (OUTCOME_TO_APPLICANT,),
    ),
    *between(
        RANKED,
        RANKED,
        HEAD,
        _("Pubblica una nuova versione della graduatoria"),
        "evaluation.publish_new_version",
        (_("Che cosa cambia e perché"),),
        (OUTCOME_TO_APPLICANT,),
    ),
    *between(
        WINNERS,
        (A.ACCEPTED,),
        APPLICANT,
        _("Accetta il contributo"),
        "evaluation.accept_award",
        (_("La graduatoria è definitiva"), _("Il termine per accettare è aperto")),
        (_("Conferma dell’accettazione"),),
    ),
    Move(
        A.ACCEPTED,
        A.FUNDED,
        HEAD,
        _("Chiede di nuovo di accettare"),
        "evaluation.publish_new_version",
        (_("La nuova versione dà alla domanda altri lotti, al posto di quelli accettati"),),
        (_("Richiesta di accettare il nuovo lotto"),),
    ),
    *between(
        (*WINNERS, A.ACCEPTED),
        (A.DECLINED,),
        APPLICANT,
        _("Rinuncia al contributo"),
        "evaluation.record_leaving",
        (_("La graduatoria è pubblicata"),),
        (_("Conferma della rinuncia"),),
    ),
    *between(
        (*WINNERS, A.ACCEPTED),
        (A.FORFEITED,),
        HEAD,
        _("Dichiara la decadenza"),
        "evaluation.record_leaving",
        (_("Il termine per accettare è passato, o un obbligo non è rispettato"),),
        (OUTCOME_TO_APPLICANT,),
    ),
    *between(
        (*RANKED, A.ACCEPTED),
        (A.EXCLUDED_LATE,),
        HEAD,
        _("Esclude dopo la graduatoria"),
        "evaluation.record_leaving",
        (_("L’atto, con il motivo"),),
        (OUTCOME_TO_APPLICANT,),
    ),
    *between(
        RANKED,
        (A.WITHDRAWN,),
        APPLICANT,
        _("Ritira la domanda dopo la graduatoria"),
        "evaluation.record_leaving",
        (_("La graduatoria è pubblicata"),),
        (_("Conferma del ritiro"),),
    ),
)
