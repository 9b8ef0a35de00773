"""What the check of a receipt file means, line by line, in words for whoever holds it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from manifattura.calls.domain.messages import gettext_noop

from .receipt_documents import Consistency, Reason, Receipt


@dataclass(frozen=True)
class CheckLine:
    """One thing that was checked; texts are keys of the translation."""

    holds: bool
    title: str
    meanings: tuple[str, ...] = ()
    """Why it does not hold and what that means; empty when it holds."""


@dataclass(frozen=True)
class _Check:
    holds: str
    fails: str
    meanings: Mapping[Reason, str]


_RECEIPT = (
    _Check(
        gettext_noop("La domanda è nel registro"),
        gettext_noop("La domanda non risulta nel registro"),
        {
            Reason.INDEX_OUT_OF_RANGE: gettext_noop(
                "Il file dice un posto che il registro non ha ancora: il numero del posto è stato cambiato."
            ),
            Reason.PATH_LENGTH: gettext_noop(
                "La prova ha troppi o troppo pochi passaggi: è stata tagliata, oppure viene da un altro registro."
            ),
            Reason.ROOT_MISMATCH: gettext_noop(
                "Il conto non torna: uno fra contenuto, numero di arrivo, data di arrivo e prova è diverso da quello registrato."
            ),
        },
    ),
    _Check(
        gettext_noop("Il registro firmato è quello di cui parla la ricevuta"),
        gettext_noop("Il registro firmato non è quello di cui parla la ricevuta"),
        {
            Reason.HEAD_CALL_MISMATCH: gettext_noop("È il registro di un altro bando."),
            Reason.HEAD_ROOT_MISMATCH: gettext_noop("L’impronta firmata non è quella a cui porta la prova."),
            Reason.HEAD_SIZE_MISMATCH: gettext_noop(
                "Il numero di domande firmato non è quello della ricevuta."
            ),
        },
    ),
    _Check(
        gettext_noop("La firma sul registro è valida"),
        gettext_noop("La firma sul registro non è valida"),
        {
            Reason.SIGNATURE_INVALID: gettext_noop(
                "La chiave scritta nel file non ha firmato questo registro: qualcuno ha cambiato il registro, la firma o la chiave."
            )
        },
    ),
)

_CONSISTENCY = (
    _Check(
        gettext_noop("Il secondo registro continua il primo"),
        gettext_noop("Il secondo registro non continua il primo"),
        {
            Reason.SIZE_ORDER: gettext_noop("Il primo registro ha più domande del secondo."),
            Reason.PROOF_LENGTH: gettext_noop("La prova ha troppi o troppo pochi passaggi."),
            Reason.FIRST_ROOT_MISMATCH: gettext_noop("La prova non porta al primo registro."),
            Reason.SECOND_ROOT_MISMATCH: gettext_noop(
                "La prova non porta al secondo registro: una domanda già registrata è stata cambiata, tolta o aggiunta in mezzo."
            ),
        },
    ),
    _Check(
        gettext_noop("I due registri sono dello stesso bando"),
        gettext_noop("I due registri non sono dello stesso bando"),
        {Reason.CALL_MISMATCH: gettext_noop("I codici del bando sono diversi.")},
    ),
    _Check(
        gettext_noop("Le date sono in ordine"),
        gettext_noop("Le date non sono in ordine"),
        {Reason.TIMESTAMP_ORDER: gettext_noop("Il primo registro è stato firmato dopo il secondo.")},
    ),
    _Check(
        gettext_noop("Le firme sono valide"),
        gettext_noop("Le firme non sono tutte valide"),
        {
            Reason.FIRST_SIGNATURE_INVALID: gettext_noop(
                "La chiave scritta nel file non ha firmato il primo registro."
            ),
            Reason.SECOND_SIGNATURE_INVALID: gettext_noop(
                "La chiave scritta nel file non ha firmato il secondo registro."
            ),
        },
    ),
)


def check_lines(read: Receipt | Consistency, reasons: Collection[Reason]) -> list[CheckLine]:
    """Everything that was checked, in order, whether it holds or not."""
    return list(_lines(_RECEIPT if isinstance(read, Receipt) else _CONSISTENCY, reasons))


def _lines(checks: tuple[_Check, ...], reasons: Collection[Reason]) -> Iterator[CheckLine]:
    for check in checks:
        meanings = tuple(text for reason, text in check.meanings.items() if reason in reasons)
        yield CheckLine(not meanings, check.fails if meanings else check.holds, meanings)
