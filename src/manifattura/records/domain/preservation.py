"""The index of a preservation package: one entry per file, with the metadata of AgID's guidelines (allegato 5).

Guidelines on the making, keeping and preservation of electronic documents, in force since 1 January 2022. Written as far
as this system knows: what the archive decides (classification, years of keeping) is left for it to add.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

FORMAT = "manifattura-preservation/1"
INDEX = "indice.json"


@dataclass(frozen=True)
class Described:
    """A file of the package, with what was computed while it was written."""

    path: str
    identifier: str
    kind: str
    subject: str
    at: str
    """ISO 8601, with its offset."""
    author: str
    content_type: str
    sha256: str
    size: int
    original_name: str = ""
    registration: str = ""
    is_attachment_of: str = ""


def index_document(
    *, call: str, title: str, institution: str, office: str, made_at: str, files: Sequence[Described]
) -> dict[str, Any]:
    """The index: the names of members are those of allegato 5, without spaces."""
    return {
        "format": FORMAT,
        "made_at": made_at,
        "IdAgg": {"TipoAggregazione": "Fascicolo", "IdAggregazione": call, "Oggetto": title},
        "Soggetti": [
            {"TipoRuolo": "Amministrazione titolare", "Denominazione": institution},
            {"TipoRuolo": "Ufficio responsabile", "Denominazione": office},
        ],
        "files": [file_entry(one) for one in files],
    }


def file_entry(one: Described) -> dict[str, Any]:
    """One file."""
    entry: dict[str, Any] = {
        "path": one.path,
        "size": one.size,
        "IdDoc": {
            "Identificativo": one.identifier,
            "ImprontaCrittograficaDelDocumento": {"Impronta": one.sha256, "Algoritmo": "SHA-256"},
        },
        "ModalitaDiFormazione": "memorizzazione su supporto informatico in formato digitale",
        "TipologiaDocumentale": one.kind,
        "DatiDiRegistrazione": {
            "DataRegistrazione": one.at,
            "NumeroRegistrazione": one.registration or one.identifier,
            "TipoRegistro": "Protocollo" if one.registration else "Nessuno",
        },
        "Soggetti": [{"TipoRuolo": "Autore", "Denominazione": one.author}],
        "ChiaveDescrittiva": {"Oggetto": one.subject},
        "IdentificativoDelFormato": {"Formato": one.content_type},
    }
    if one.is_attachment_of:
        entry["IdentificativoDelDocumentoPrincipale"] = one.is_attachment_of
    if one.original_name:
        entry["NomeDelDocumento"] = one.original_name
    return entry


def files_problem(files: Sequence[Described]) -> str:
    """The first path that is there twice; empty when every file has its own."""
    seen: set[str] = set()
    for one in files:
        if one.path in seen or one.path == INDEX:
            return one.path
        seen.add(one.path)
    return ""
