"""Why a signed file is not accepted, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.qualified_signatures import Flaw

REFUSALS: dict[Flaw, Promise] = {
    Flaw.TOO_LARGE: _(
        "Il file è troppo grande per essere il documento firmato: firma quello che hai scaricato da qui e carica il risultato."
    ),
    Flaw.UNREADABLE: _(
        "Il file non si legge: forse è rovinato, o non è un PDF firmato né un p7m. Firma di nuovo il documento e carica il risultato."
    ),
    Flaw.LOCKED: _(
        "Il file è cifrato o protetto da una password: firma il documento com’è, senza protezione, e carica il risultato."
    ),
    Flaw.NOT_SIGNED: _(
        "In questo file non c’è nessuna firma: apri il documento con il tuo programma di firma, firmalo e carica il file che ottieni."
    ),
    Flaw.DETACHED: _(
        "Il file contiene solo la firma, senza il documento: nel programma di firma scegli il p7m con il documento dentro (CAdES) o "
        "il PDF firmato (PAdES)."
    ),
    Flaw.SEVERAL: _(
        "Nel file ci sono troppe firme: ne serve una sola, la tua. Firma il documento che hai scaricato da qui."
    ),
    Flaw.OTHER_CONTENT: _(
        "Il documento firmato non è quello che hai scaricato da qui: scaricalo di nuovo, firmalo senza salvarlo prima con altri "
        "programmi e carica il risultato. Se usi il PDF firmato e non riesci, prova con il p7m."
    ),
    Flaw.ALTERED: _(
        "La firma non torna con il documento: qualcosa è cambiato dopo la firma. Firma di nuovo e carica il risultato."
    ),
    Flaw.ADDED_TO: _(
        "Nel PDF c’è altro oltre alla firma, per esempio note o timbri: firma il documento com’è, oppure scegli il formato p7m."
    ),
    Flaw.WEAK: _(
        "La firma usa un metodo che oggi non è più sicuro: aggiorna il programma di firma e firma di nuovo."
    ),
    Flaw.NOT_YET_VALID: _(
        "Il certificato non è ancora valido: usane un altro, oppure entra con SPID o CIE per inviare."
    ),
    Flaw.EXPIRED: _(
        "Il certificato di firma è scaduto: usane uno valido, oppure entra con SPID o CIE per inviare."
    ),
    Flaw.SIGNED_LATER: _(
        "L’ora scritta nella firma è fuori dal tempo in cui il certificato vale: controlla l’orologio del computer e firma di nuovo."
    ),
    Flaw.REVOKED: _(
        "Il certificato di firma è stato revocato: usane un altro, oppure entra con SPID o CIE per inviare."
    ),
    Flaw.UNKNOWN_ISSUER: _(
        "Chi ha rilasciato il certificato non è nell’elenco dei prestatori qualificati: usa una firma digitale qualificata, oppure "
        "entra con SPID o CIE. Se pensi che sia un errore, scrivi all’ufficio."
    ),
    Flaw.BROKEN_CHAIN: _(
        "Il certificato non si può ricondurre a chi dice di averlo rilasciato: usane un altro, oppure entra con SPID o CIE per inviare."
    ),
    Flaw.NOT_FOR_SIGNING: _(
        "Questo certificato serve per accedere, non per firmare: nella tua tessera o chiave scegli il certificato di firma."
    ),
    Flaw.NOT_QUALIFIED: _(
        "Il certificato non è qualificato: serve una firma digitale, o un’altra firma elettronica qualificata. Oppure entra con SPID o CIE."
    ),
    Flaw.NOT_OF_A_PERSON: _(
        "Questo è il sigillo di un’organizzazione, non la firma di una persona: firma con il tuo certificato personale."
    ),
    Flaw.NO_DEVICE: _(
        "Il certificato non dice che la chiave sta in un dispositivo sicuro, quindi la firma non è qualificata: usa la tessera, la "
        "chiave USB o la firma remota. Oppure entra con SPID o CIE."
    ),
    Flaw.NO_FISCAL_CODE: _(
        "Nel certificato non c’è un codice fiscale italiano, quindi non sappiamo se sei tu: entra con SPID, CIE o eIDAS per inviare."
    ),
    Flaw.NO_OWN_FISCAL_CODE: _(
        "Nel tuo profilo manca il codice fiscale: scrivilo, poi torna qui e carica di nuovo il file."
    ),
    Flaw.OTHER_PERSON: _(
        "Ha firmato un’altra persona: il codice fiscale del certificato non è il tuo. Firma con il tuo certificato, oppure fai entrare "
        "e inviare la persona che ha firmato."
    ),
    Flaw.NO_LIST: _(
        "Adesso non possiamo verificare le firme, perché l’elenco dei prestatori qualificati manca o è troppo vecchio: entra con SPID o "
        "CIE, oppure scrivi all’ufficio."
    ),
}

SHORT: dict[Flaw, Promise] = {
    Flaw.TOO_LARGE: _("file troppo grande"),
    Flaw.UNREADABLE: _("file che non si legge"),
    Flaw.LOCKED: _("file cifrato"),
    Flaw.NOT_SIGNED: _("nessuna firma"),
    Flaw.DETACHED: _("firma senza documento"),
    Flaw.SEVERAL: _("troppe firme"),
    Flaw.OTHER_CONTENT: _("altro documento"),
    Flaw.ALTERED: _("documento cambiato dopo la firma"),
    Flaw.ADDED_TO: _("altro oltre alla firma"),
    Flaw.WEAK: _("metodo non più sicuro"),
    Flaw.NOT_YET_VALID: _("certificato non ancora valido"),
    Flaw.EXPIRED: _("certificato scaduto"),
    Flaw.SIGNED_LATER: _("ora della firma fuori dal certificato"),
    Flaw.REVOKED: _("certificato revocato"),
    Flaw.UNKNOWN_ISSUER: _("prestatore non in elenco"),
    Flaw.BROKEN_CHAIN: _("catena che non torna"),
    Flaw.NOT_FOR_SIGNING: _("certificato di accesso"),
    Flaw.NOT_QUALIFIED: _("certificato non qualificato"),
    Flaw.NOT_OF_A_PERSON: _("sigillo di un’organizzazione"),
    Flaw.NO_DEVICE: _("senza dispositivo sicuro"),
    Flaw.NO_FISCAL_CODE: _("certificato senza codice fiscale"),
    Flaw.NO_OWN_FISCAL_CODE: _("profilo senza codice fiscale"),
    Flaw.OTHER_PERSON: _("firma di un’altra persona"),
    Flaw.NO_LIST: _("elenco di fiducia mancante o vecchio"),
}


def refusal_words(flaws: Iterable[Flaw]) -> str:
    """All the reasons, each with what to do."""
    return " ".join(str(REFUSALS[flaw]) for flaw in flaws)


def reason_words(flaws: Iterable[Flaw]) -> str:
    """The same in a few words, for the audit trail."""
    return ", ".join(str(SHORT[flaw]) for flaw in flaws)
