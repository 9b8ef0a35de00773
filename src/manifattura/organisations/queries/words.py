"""The words for kinds, legal forms, sizes, mandates and seats, and the text a first claimant declares."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..domain.kinds import LegalForm, MandateKind, MandateState, ParticipantKind, SeatKind, SizeClass

KINDS: dict[ParticipantKind, Promise] = {
    ParticipantKind.FIRM: _("Impresa"),
    ParticipantKind.SELF_EMPLOYED: _("Lavoro autonomo"),
    ParticipantKind.NON_PROFIT: _("Ente senza scopo di lucro"),
    ParticipantKind.FIRM_TO_BE: _("Impresa da costituire"),
    ParticipantKind.GROUPING: _("Raggruppamento"),
}
KIND_HELP: dict[ParticipantKind, Promise] = {
    ParticipantKind.FIRM: _(
        "Società, ditta individuale, cooperativa o consorzio già iscritti al registro imprese."
    ),
    ParticipantKind.SELF_EMPLOYED: _("Professionista o artigiano con partita IVA, senza impresa."),
    ParticipantKind.NON_PROFIT: _("Associazione, fondazione o altro ente del terzo settore."),
    ParticipantKind.FIRM_TO_BE: _(
        "Non esiste ancora: la costituisci se vinci, nei tempi che il bando indica."
    ),
    ParticipantKind.GROUPING: _("Più imprese che partecipano insieme, con una capofila."),
}
LEGAL_FORMS: dict[LegalForm, Promise] = {
    LegalForm.SOLE_TRADER: _("Ditta individuale"),
    LegalForm.SRL: _("Società a responsabilità limitata (Srl)"),
    LegalForm.SRLS: _("Srl semplificata"),
    LegalForm.SPA: _("Società per azioni (SpA)"),
    LegalForm.SNC: _("Società in nome collettivo (Snc)"),
    LegalForm.SAS: _("Società in accomandita semplice (Sas)"),
    LegalForm.COOPERATIVE: _("Cooperativa"),
    LegalForm.CONSORTIUM: _("Consorzio"),
    LegalForm.ASSOCIATION: _("Associazione"),
    LegalForm.FOUNDATION: _("Fondazione"),
    LegalForm.OTHER: _("Altra forma"),
}
SIZES: dict[SizeClass, Promise] = {
    SizeClass.MICRO: _("Micro impresa"),
    SizeClass.SMALL: _("Piccola impresa"),
    SizeClass.MEDIUM: _("Media impresa"),
    SizeClass.LARGE: _("Grande impresa"),
}
MANDATES: dict[MandateKind, Promise] = {
    MandateKind.LEGAL_REP: _("Legale rappresentante"),
    MandateKind.DELEGATE: _("Delegato"),
    MandateKind.COLLABORATOR: _("Collaboratore"),
}
MANDATE_HELP: dict[MandateKind, Promise] = {
    MandateKind.LEGAL_REP: _("Dichiara, invia le domande, decide chi altro lavora per l’impresa."),
    MandateKind.DELEGATE: _("Corregge i dati e invia le domande, ma non dichiara."),
    MandateKind.COLLABORATOR: _("Lavora sulle bozze, ma non dichiara e non invia."),
}
# the words of `ui/statuses.py` for each state
MANDATE_STATUS: dict[MandateState, str] = {
    MandateState.ACTIVE: "active",
    MandateState.PENDING: "requested",
    MandateState.REFUSED: "refused",
    MandateState.REVOKED: "ended",
}
SEATS: dict[SeatKind, Promise] = {
    SeatKind.REGISTERED: _("Sede legale"),
    SeatKind.OPERATING: _("Sede operativa"),
    SeatKind.PLANNED: _("Sede prevista"),
}

# kept word for word with the mandate (DPR 445/2000): the Italian text is the one that counts
CLAIM_TEXT = (
    "Dichiaro, ai sensi degli articoli 46 e 47 del DPR 445/2000, di essere il legale rappresentante di "
    "{name} (codice fiscale {code}). So che chi dichiara il falso perde i benefici ottenuti (art. 75) "
    "ed è punito dalla legge (art. 76)."
)
PROMOTER_TEXT = (
    "Dichiaro, ai sensi degli articoli 46 e 47 del DPR 445/2000, di essere il promotore di {name} e di agire "
    "per chi la costituirà. So che chi dichiara il falso perde i benefici ottenuti (art. 75) "
    "ed è punito dalla legge (art. 76)."
)


def claim_text(kind: ParticipantKind, name: str, code: str) -> str:
    """What the first claimant declares, with the names in it."""
    if kind == ParticipantKind.FIRM_TO_BE:
        return PROMOTER_TEXT.format(name=name)
    return CLAIM_TEXT.format(name=name, code=code)
