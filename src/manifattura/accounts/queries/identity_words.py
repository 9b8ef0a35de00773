"""What people read when an identity is not accepted, and how an assurance reads."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..domain.accesses import AccessKind
from ..domain.assurance import Scheme, read_assurance
from ..domain.claims import Reason
from ..models import Access

UNSAFE = gettext_lazy(
    "La risposta che abbiamo ricevuto non è sicura: per prudenza non ti facciamo entrare. Riprova."
)

REFUSALS: dict[Reason, Promise] = {
    Reason.CANCELLED: gettext_lazy("Hai annullato l’accesso. Puoi riprovare quando vuoi."),
    Reason.STATE: gettext_lazy("Questo accesso è scaduto o era già stato usato: ricomincia da qui."),
    Reason.PROVIDER: gettext_lazy("Il servizio di identità adesso non risponde: riprova tra qualche minuto."),
    Reason.SIGNATURE: UNSAFE,
    Reason.AUDIENCE: UNSAFE,
    Reason.ISSUER: UNSAFE,
    Reason.NONCE: UNSAFE,
    Reason.SUBJECT: UNSAFE,
    Reason.EXPIRED: gettext_lazy("L’accesso è durato troppo: ricomincia da qui."),
    Reason.LEVEL: gettext_lazy(
        "Serve un’identità di livello 2 o superiore: riprova con l’app o con il codice."
    ),
    Reason.FISCAL_CODE: gettext_lazy(
        "La tua identità non ci ha dato un codice fiscale valido: scrivi all’ufficio."
    ),
    Reason.NAME: gettext_lazy("La tua identità non ci ha dato il tuo nome: scrivi all’ufficio."),
}

REASONS: dict[Reason, Promise] = {
    Reason.CANCELLED: gettext_lazy("annullato dalla persona"),
    Reason.STATE: gettext_lazy("risposta già usata o di un altro browser"),
    Reason.PROVIDER: gettext_lazy("il servizio di identità non risponde"),
    Reason.SIGNATURE: gettext_lazy("firma non valida"),
    Reason.AUDIENCE: gettext_lazy("risposta per un altro sito"),
    Reason.ISSUER: gettext_lazy("risposta di un altro gestore"),
    Reason.EXPIRED: gettext_lazy("risposta scaduta"),
    Reason.NONCE: gettext_lazy("risposta a un’altra richiesta"),
    Reason.LEVEL: gettext_lazy("livello troppo basso"),
    Reason.SUBJECT: gettext_lazy("dati di un’altra persona"),
    Reason.FISCAL_CODE: gettext_lazy("codice fiscale assente o sbagliato"),
    Reason.NAME: gettext_lazy("nome assente"),
}

KINDS: dict[AccessKind, Promise] = {
    AccessKind.SIGNED_IN: gettext_lazy("Accesso"),
    AccessKind.REFUSED: gettext_lazy("Accesso rifiutato"),
    AccessKind.SIGNED_OUT: gettext_lazy("Uscita"),
    AccessKind.ENDED_IDLE: gettext_lazy("Sessione finita per inattività"),
}

SCHEMES: dict[Scheme, Promise] = {
    Scheme.SPID: gettext_lazy("SPID"),
    Scheme.CIE: gettext_lazy("CIE"),
    Scheme.EIDAS: gettext_lazy("eIDAS"),
    Scheme.PASSWORD: gettext_lazy("password"),
    Scheme.DEMO: gettext_lazy("sito di prova"),
}


def assurance_words(code: str) -> str:
    """“SPID, livello 2”, “password”; empty for what nobody kept."""
    found = read_assurance(code)
    if found is None:
        return ""
    word = str(SCHEMES[found.scheme])
    if found.scheme in (Scheme.PASSWORD, Scheme.DEMO):
        return word
    return _("%(scheme)s, livello %(level)s") % {"scheme": word, "level": found.level}


def access_words(access: Access) -> str:
    """What happened, and why where somebody was refused."""
    word = str(KINDS[AccessKind(access.kind)])
    if not access.reason:
        return word
    return f"{word}: {REASONS[Reason(access.reason)]}"
