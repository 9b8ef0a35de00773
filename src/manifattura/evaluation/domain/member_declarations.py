"""What a member of a committee declares: the texts, their versions, their law. A changed text gets a new version."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.messages import gettext_noop


class DeclarationKind(StrEnum):
    ACCEPTANCE = "acceptance"
    NO_CONVICTION = "no_conviction"
    COMPATIBILITY = "compatibility"
    CONFLICTS = "conflicts"


@dataclass(frozen=True)
class MemberText:
    """`text` is Italian, translated by the page; `refuse` is what one answers when it is not so."""

    kind: DeclarationKind
    version: int
    title: str
    text: str
    law: str
    confirm: str
    refuse: str


APPOINTMENT_TEXTS = (
    MemberText(
        DeclarationKind.ACCEPTANCE,
        1,
        gettext_noop("La nomina"),
        gettext_noop(
            "Accetto la nomina nella commissione e mi impegno a valutare le domande con imparzialità e a tenere "
            "riservato ciò che vengo a sapere fino alla pubblicazione della graduatoria."
        ),
        gettext_noop("L. 241/1990, art. 6-bis; DPR 62/2013, art. 7"),
        gettext_noop("Accetto"),
        gettext_noop("Non posso accettare"),
    ),
    MemberText(
        DeclarationKind.NO_CONVICTION,
        1,
        gettext_noop("Condanne"),
        gettext_noop(
            "Non ho condanne, anche con sentenza non definitiva, per i reati contro la pubblica amministrazione del "
            "libro II, titolo II, capo I del codice penale."
        ),
        gettext_noop("D.Lgs 165/2001, art. 35-bis; DPR 445/2000, artt. 46 e 76"),
        gettext_noop("Lo dichiaro"),
        gettext_noop("Non posso dichiararlo"),
    ),
    MemberText(
        DeclarationKind.COMPATIBILITY,
        1,
        gettext_noop("Incompatibilità"),
        gettext_noop(
            "Non ho scritto il bando per conto di chi partecipa, non ho deciso l’ammissione delle domande e non ho "
            "incarichi o rapporti che la legge ritiene incompatibili con quelli di commissario."
        ),
        gettext_noop("D.Lgs 39/2013; principio del D.Lgs 36/2023, art. 93"),
        gettext_noop("Lo dichiaro"),
        gettext_noop("Non posso dichiararlo"),
    ),
)
CONFLICTS_TEXT = MemberText(
    DeclarationKind.CONFLICTS,
    1,
    gettext_noop("Conflitti di interesse"),
    gettext_noop(
        "È un conflitto un interesse tuo, del coniuge o convivente, di parenti e affini entro il secondo grado, o un "
        "rapporto di lavoro, di affari o di grave inimicizia. Vale anche con chi è nel raggruppamento e con le imprese "
        "collegate."
    ),
    gettext_noop("L. 241/1990, art. 6-bis; DPR 62/2013, art. 7"),
    gettext_noop("Nessun conflitto"),
    gettext_noop("Ho un conflitto"),
)


@dataclass(frozen=True)
class Answer:
    """`is_clear`: accepted, or nothing stands against sitting; `note` says what does."""

    is_clear: bool
    note: str = ""


def may_sit(answers: Iterable[Answer]) -> bool:
    """Everything accepted and declared: one refusal is enough to be replaced."""
    return all(answer.is_clear for answer in answers)
