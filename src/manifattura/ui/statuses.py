"""The fixed vocabulary of states: word, icon, colour family, and what the person does next.

A page never writes a state by hand; a new state is added here before any screen uses it.
"""

from django.utils.translation import gettext_lazy as _

from .casework_statuses import APPLICATION_CASE, APPLICATION_ENTRY, ENTRY, NOTICE, REMEDY, VISIT, VISIT_LINE
from .order_statuses import DRAW, IMPROVEMENT, PREEMPTION
from .place_statuses import PLACE, PLACE_ACCEPTANCE
from .space_statuses import INSTALMENT, PLAN_OBSERVATION, SPACE, SPACE_AGREEMENT, SPACE_REPORT, SPACE_VISIT
from .status import Status


class UnknownStatusError(LookupError):
    """A page asked for a state that has no word yet."""


CALL = {
    "draft": Status(_("Bozza"), "pencil", "neutral", _("Completa il bando e mandalo in approvazione.")),
    "in_approval": Status(
        _("In approvazione"), "search", "info", _("Un secondo funzionario rilegge e approva.")
    ),
    "approved": Status(_("Approvato"), "check-circle", "info", _("Indica la determina e pubblica.")),
    "published": Status(_("Pubblicato"), "check-circle", "ok", _("Il bando è pubblico nelle date previste.")),
    "announced": Status(
        _("In apertura"), "calendar", "info", _("Leggi i requisiti: la domanda si apre alla data indicata.")
    ),
    "open": Status(_("Aperto"), "unlocked", "ok", _("Puoi fare domanda fino alla scadenza.")),
    "closing_soon": Status(
        _("In scadenza"), "clock", "attention", _("Restano pochi giorni: invia la domanda.")
    ),
    "always_open": Status(_("Sempre aperto"), "refresh", "ok", _("Puoi fare domanda quando vuoi.")),
    "closed": Status(
        _("Chiuso"), "lock", "neutral", _("Il termine è passato: le domande sono in mano all’ufficio.")
    ),
    "under_review": Status(_("In istruttoria"), "search", "info", _("L’ufficio controlla le domande.")),
    "in_evaluation": Status(_("In valutazione"), "search", "info", _("La commissione assegna i punteggi.")),
    "provisional_ranking": Status(
        _("Graduatoria provvisoria"),
        "list",
        "info",
        _("Leggi l’esito e, se vuoi, invia osservazioni entro il termine."),
    ),
    "final_ranking": Status(_("Graduatoria definitiva"), "list", "ok", _("L’esito è definitivo.")),
    "extended": Status(_("Prorogato"), "calendar", "attention", _("Guarda la nuova scadenza.")),
    "suspended": Status(
        _("Sospeso"), "minus-circle", "attention", _("Aspetta: i termini sono fermi fino a nuovo avviso.")
    ),
    "revoked": Status(
        _("Revocato"), "ban", "error", _("Leggi l’atto con i motivi: le domande non hanno seguito.")
    ),
    "cancelled": Status(_("Annullata"), "ban", "error", _("Leggi l’atto con i motivi.")),
    "concluded": Status(
        _("Concluso"), "lock", "neutral", _("Il bando è finito: resta qui per chi lo cerca.")
    ),
}

APPLICATION = {
    "draft": Status(_("Bozza"), "pencil", "neutral", _("Completa i passi e invia prima della scadenza.")),
    "submitted": Status(_("Inviata"), "mail", "info", _("Conserva la ricevuta: ora tocca all’ufficio.")),
    "withdrawn": Status(
        _("Ritirata"),
        "restore",
        "neutral",
        _("Non conta più. Se il bando riceve ancora, puoi inviarne una nuova."),
    ),
    "under_review": Status(
        _("In istruttoria"), "file", "info", _("L’ufficio controlla i requisiti: non devi fare nulla.")
    ),
    "remedy_requested": Status(
        _("Integrazione richiesta"),
        "warning-circle",
        "attention",
        _("Rispondi all’ufficio entro il termine indicato."),
    ),
    "rejection_notice": Status(
        _("Preavviso di esito negativo"),
        "warning-circle",
        "attention",
        _("Leggi i motivi e invia le tue osservazioni entro il termine indicato."),
    ),
    "admitted": Status(
        _("Ammessa"), "check-circle", "ok", _("La commissione valuta il progetto: non devi fare nulla.")
    ),
    "not_admitted": Status(
        _("Non ammessa"), "close-circle", "error", _("Leggi il motivo e come chiedere un riesame.")
    ),
    "awaiting_evaluation": Status(
        _("In attesa"), "clock", "neutral", _("Non devi fare nulla: ti scriviamo al prossimo passo.")
    ),
    "in_evaluation": Status(
        _("In valutazione"), "search", "info", _("La commissione assegna i punteggi: non devi fare nulla.")
    ),
    "funded": Status(
        _("Idonea finanziata"),
        "check-circle",
        "ok",
        _("Con la graduatoria definitiva accetti il contributo o rinunci."),
    ),
    "partially_funded": Status(
        _("Finanziata in parte"),
        "less-circle",
        "attention",
        _("Con la graduatoria definitiva decidi se accettare l’importo ridotto."),
    ),
    "reserve_list": Status(
        _("Idonea non finanziata"),
        "minus-circle",
        "neutral",
        _("Resti in lista: ti scriviamo se si liberano risorse."),
    ),
    "below_threshold": Status(_("Non idonea"), "close-circle", "error", _("Leggi i punteggi e i motivi.")),
    "accepted": Status(
        _("Accettata"), "check-circle", "ok", _("Aspetta la lettera di concessione: ti scriviamo noi.")
    ),
    "declined": Status(
        _("Rinunciata"), "logout", "neutral", _("Hai rinunciato al contributo: non c’è altro da fare.")
    ),
    "forfeited": Status(
        _("Decaduta"),
        "close-circle",
        "error",
        _("Leggi il motivo e come ricorrere: il contributo passa ad altri."),
    ),
    "registered": Status(
        _("Iscritta nell’elenco"),
        "check-circle",
        "ok",
        _("Conferma ogni anno i tuoi dati, entro la data indicata."),
    ),
    "excluded_late": Status(
        _("Esclusa dopo l’ammissione"), "ban", "error", _("Leggi il motivo e come ricorrere.")
    ),
    "revoked": Status(_("Revocata"), "ban", "error", _("Leggi l’atto con i motivi e come ricorrere.")),
    "suspended": Status(_("Sospesa"), "minus-circle", "attention", _("Aspetta: i termini sono fermi.")),
    "late": Status(
        _("Fuori termine"), "clock", "error", _("È arrivata dopo la scadenza e non può essere valutata.")
    ),
}

RANKING = {
    "draft": Status(_("Da pubblicare"), "pencil", "neutral", _("Controlla il calcolo e pubblica.")),
    "provisional": Status(
        _("Graduatoria provvisoria"), "list", "info", _("Si possono inviare osservazioni.")
    ),
    "final": Status(_("Graduatoria definitiva"), "list", "ok", _("L’esito è definitivo.")),
    "superseded": Status(_("Sostituita"), "refresh", "neutral", _("C’è una versione più recente.")),
}

REVIEW = {
    "to_do": Status(_("Da iniziare"), "clock", "neutral", _("Apri la domanda e inizia i controlli.")),
    "in_progress": Status(_("In corso"), "refresh", "info", _("Completa i controlli e decidi.")),
    "admitted": Status(_("Ammessa"), "check-circle", "ok", _("La domanda passa alla commissione.")),
    "not_admitted": Status(
        _("Non ammessa"), "close-circle", "error", _("Il motivo è comunicato all’impresa.")
    ),
}

CHECK = {
    "met": Status(_("Sì"), "check-circle", "ok", _("Requisito presente.")),
    "not_met": Status(_("No"), "close-circle", "error", _("Scrivi il motivo che l’impresa leggerà.")),
    "to_complete": Status(_("Integra"), "warning-circle", "attention", _("Scrivi che cosa manca.")),
    "not_applicable": Status(
        _("Non pertinente"), "minus-circle", "neutral", _("Il requisito non riguarda questa domanda.")
    ),
    "to_do": Status(_("Da controllare"), "clock", "neutral", _("Scegli un esito.")),
}

SHEET = {
    "to_do": Status(_("Da iniziare"), "clock", "neutral", _("Apri la scheda e assegna i coefficienti.")),
    "draft": Status(
        _("In compilazione"), "pencil", "info", _("Completa i coefficienti e i motivi, poi chiudi la scheda.")
    ),
    "closed": Status(_("Chiusa"), "lock", "ok", _("La scheda non cambia più.")),
    "recused": Status(
        _("Astenuto"), "ban", "neutral", _("Hai dichiarato un conflitto: non vedi questa domanda.")
    ),
    "conflict_to_declare": Status(
        _("Dichiarazione da rendere"), "warning-circle", "attention", _("Dichiara se hai conflitti.")
    ),
}

SITTING = {
    "convened": Status(_("Convocata"), "calendar", "neutral", _("La seduta si apre alla data indicata.")),
    "open": Status(_("Aperta"), "unlocked", "info", _("I commissari compilano le schede.")),
    "adjourned": Status(_("Rinviata"), "clock", "attention", _("Le schede sono ferme fino alla ripresa.")),
    "harmonising": Status(
        _("Confronto in corso"), "search", "info", _("Ognuno conferma i suoi punteggi o li cambia una volta.")
    ),
    "closed": Status(_("Chiusa"), "lock", "ok", _("I punteggi sono definitivi.")),
    "cancelled": Status(_("Revocata"), "ban", "neutral", _("Le domande passano a un’altra seduta.")),
    "annulled": Status(_("Annullata"), "ban", "error", _("Le domande si valutano di nuovo.")),
}

MINUTES = {
    "draft": Status(_("Da generare"), "pencil", "attention", _("Il segretario lo completa e lo genera.")),
    "generated": Status(
        _("Da firmare"), "file", "info", _("Si firma fuori dal sistema e si carica firmato.")
    ),
    "signed": Status(_("Firmato"), "check-circle", "ok", _("Non cambia più.")),
}

TERM = {
    "waiting": Status(_("In attesa"), "clock", "neutral", _("Parte con la prova di consegna.")),
    "later": Status(_("In corso"), "calendar", "ok", _("C’è tempo.")),
    "week": Status(_("Entro 7 giorni"), "calendar", "info", _("Scade questa settimana.")),
    "soon": Status(_("Entro 3 giorni"), "clock", "attention", _("Scade tra poco.")),
    "today": Status(_("Scade oggi"), "warning-circle", "error", _("Ultimo giorno.")),
    "suspended": Status(
        _("Sospeso"), "minus-circle", "neutral", _("I giorni non si contano fino alla ripresa.")
    ),
    "expired": Status(_("Scaduto"), "close-circle", "error", _("Il termine è passato.")),
    "closed": Status(_("Chiuso"), "lock", "neutral", _("Non si conta più.")),
}

PARAMETER = {
    "verified": Status(_("Verificato"), "check-circle", "ok", _("L’ufficio lo ha controllato.")),
    "unverified": Status(
        _("Non verificato"), "warning-circle", "attention", _("Da controllare sulla norma.")
    ),
}

DECLARATION = {
    "to_do": Status(_("Da confermare"), "clock", "attention", _("Il dichiarante legge e conferma.")),
    "given": Status(_("Confermata"), "check-circle", "ok", _("Non devi fare altro.")),
    "cleared": Status(
        _("Da confermare di nuovo"), "warning-circle", "attention", _("Un dato dichiarato è cambiato.")
    ),
    "not_needed": Status(_("Non serve"), "minus-circle", "neutral", _("Non riguarda questa domanda.")),
}

FILE = {
    "received": Status(_("Ricevuto"), "check-circle", "ok", _("Il file è tra gli allegati.")),
    "refused": Status(_("Rifiutato"), "close-circle", "error", _("Carica un altro file.")),
    "missing": Status(_("Manca"), "warning-circle", "attention", _("Carica il file.")),
    "intact": Status(_("Integro"), "check-circle", "ok", _("L’impronta è uguale a quella depositata.")),
}

STEP = {
    "done": Status(_("Fatto"), "check-circle", "ok", _("Non devi fare altro.")),
    "now": Status(_("In corso"), "refresh", "info", _("È il passo di adesso.")),
    "next": Status(_("Previsto"), "clock", "neutral", _("Viene dopo.")),
    "to_document": Status(
        _("Esito da documentare"), "warning-circle", "attention", _("L’ufficio deve pubblicare l’esito.")
    ),
}

PERSON = {
    "invited": Status(_("Invitato"), "mail", "info", _("Aspetta che accetti l’invito.")),
    "active": Status(_("Attivo"), "check-circle", "ok", _("Può accedere.")),
    "removed": Status(_("Rimosso"), "ban", "neutral", _("Non può più accedere.")),
    "expired": Status(_("Invito scaduto"), "clock", "attention", _("Manda un nuovo invito.")),
}

MANDATE = {
    "requested": Status(_("In attesa"), "clock", "attention", _("L’impresa o l’ufficio deve approvare.")),
    "active": Status(_("Attivo"), "check-circle", "ok", _("Può agire per l’impresa.")),
    "refused": Status(_("Rifiutato"), "close-circle", "error", _("Leggi il motivo.")),
    "ended": Status(_("Terminato"), "minus-circle", "neutral", _("Non può più agire per l’impresa.")),
}

TABLE_IMPORT = {
    "open": Status(_("Da controllare"), "search", "attention", _("Guarda le righe, poi importa.")),
    "written": Status(_("Importata"), "check-circle", "ok", _("Le righe in ordine sono registrate.")),
    "given_up": Status(_("Lasciata"), "ban", "neutral", _("Non è stato registrato nulla.")),
}

TABLE_ROW = {
    "new": Status(_("Nuova"), "plus-circle", "ok", _("Entra.")),
    "changed": Status(_("Aggiorna"), "refresh", "info", _("Cambia quello che è già registrato.")),
    "same": Status(_("Uguale"), "check-circle", "neutral", _("È già registrata così.")),
    "left": Status(_("Ripetuta"), "minus-circle", "neutral", _("Conta la riga di sopra.")),
    "error": Status(_("Errore"), "close-circle", "error", _("Non entra: correggila.")),
}

DATA = {
    "sample": Status(_("Dato campione"), "help-circle", "sample", _("È un esempio, non un dato reale.")),
    "declared": Status(
        _("Dichiarato"), "user", "neutral", _("Lo ha dichiarato la persona: l’ufficio lo controlla.")
    ),
    "checked": Status(_("Verificato"), "check-circle", "ok", _("L’ufficio lo ha controllato.")),
    "missing": Status(
        _("Dato non ancora caricato"), "warning-circle", "attention", _("Carica la fonte indicata.")
    ),
}

FILLED_FORM = {
    "draft": Status(_("Da inviare"), "pencil", "attention", _("Compila il modulo e invialo.")),
    "sent": Status(_("Inviato"), "check-circle", "ok", _("L’ufficio lo ha ricevuto.")),
    "closed": Status(_("Chiuso"), "lock", "neutral", _("Non si può più inviare.")),
}

DELIVERY = {
    "waiting": Status(_("In partenza"), "clock", "neutral", _("Parte fra poco.")),
    "taken": Status(_("In spedizione"), "clock", "neutral", _("Il server di posta la sta prendendo.")),
    "sent": Status(_("Spedita"), "check-circle", "ok", _("Il server di posta l’ha presa in carico.")),
    "failed": Status(
        _("Rifiutata"), "close-circle", "error", _("Il server di posta l’ha rifiutata: riproviamo noi.")
    ),
    "uncertain": Status(
        _("Esito incerto"),
        "warning-circle",
        "attention",
        _("Forse è partita: non la spediamo di nuovo. Se serve, scrivi un altro messaggio."),
    ),
    "no_address": Status(
        _("Senza indirizzo"), "minus-circle", "attention", _("Non ha un indirizzo e-mail: legge nell’area.")
    ),
}

OBSERVATION = {
    "waiting": Status(
        _("Da rispondere"), "clock", "attention", _("L’ufficio risponde prima della definitiva.")
    ),
    "accepted": Status(_("Accolta"), "check-circle", "ok", _("Leggi che cosa cambia.")),
    "not_accepted": Status(_("Non accolta"), "close-circle", "neutral", _("Leggi perché.")),
}

ACCEPTANCE = {
    "waiting": Status(
        _("In consegna"), "mail", "neutral", _("Il termine parte quando l’impresa riceve la richiesta.")
    ),
    "running": Status(
        _("Da accettare"), "clock", "attention", _("L’impresa accetta o rinuncia entro il termine.")
    ),
    "over": Status(
        _("Termine scaduto"), "warning-circle", "error", _("Prolunga una volta o dichiara la decadenza.")
    ),
    "accepted": Status(_("Accettato"), "check-circle", "ok", _("Non c’è altro da fare.")),
    "declined": Status(_("Rinunciato"), "logout", "neutral", _("Le risorse passano a chi segue.")),
    "forfeited": Status(_("Decaduto"), "close-circle", "error", _("Le risorse passano a chi segue.")),
    "superseded": Status(_("Non vale più"), "refresh", "neutral", _("C’è una versione più recente.")),
}

VOCABULARY: dict[str, dict[str, Status]] = {
    "filled_form": FILLED_FORM,
    "delivery": DELIVERY,
    "acceptance": ACCEPTANCE,
    "place_acceptance": {**ACCEPTANCE, **PLACE_ACCEPTANCE},
    "draw": DRAW,
    "improvement": IMPROVEMENT,
    "preemption": PREEMPTION,
    "observation": OBSERVATION,
    "call": CALL,
    "application": APPLICATION,
    "bid": APPLICATION,
    "place": {**APPLICATION, **PLACE},
    "ranking": RANKING,
    "review": REVIEW,
    "check": CHECK,
    "sheet": SHEET,
    "sitting": SITTING,
    "minutes": MINUTES,
    "declaration": DECLARATION,
    "term": TERM,
    "parameter": PARAMETER,
    "file": FILE,
    "step": STEP,
    "person": PERSON,
    "mandate": MANDATE,
    "data": DATA,
    "space": SPACE,
    "space_report": SPACE_REPORT,
    "plan_observation": PLAN_OBSERVATION,
    "space_visit": SPACE_VISIT,
    "space_agreement": SPACE_AGREEMENT,
    "instalment": INSTALMENT,
    "table_import": TABLE_IMPORT,
    "table_row": TABLE_ROW,
    "remedy": REMEDY,
    "notice": NOTICE,
    "visit": VISIT,
    "visit_line": VISIT_LINE,
    "entry": ENTRY,
    "application_entry": APPLICATION_ENTRY,
    "application_case": APPLICATION_CASE,
}


def find_status(thing: str, state: str) -> Status:
    """The status of a thing in a state; raises `UnknownStatusError` when the vocabulary lacks it."""
    try:
        return VOCABULARY[thing][str(state)]
    except KeyError:
        raise UnknownStatusError(
            f"No status for {thing} in state {state!r}: add it to ui/statuses.py."
        ) from None
