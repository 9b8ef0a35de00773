"""The index of a package: one entry per file, with its digest, and no path twice."""

from dataclasses import replace

from manifattura.kernel.canonical_json import canonical_json
from manifattura.records.domain.preservation import (
    INDEX,
    Described,
    file_entry,
    files_problem,
    index_document,
)

FILE = Described(
    path="domande/AB/domanda.json",
    identifier="domanda/AB",
    kind="Domanda",
    subject="Domanda AB",
    at="2026-11-24T10:00:00+01:00",
    author="Impresa richiedente",
    content_type="application/json",
    sha256="0" * 64,
    size=12,
)


def test_an_entry_says_what_the_guidelines_ask():
    entry = file_entry(FILE)
    assert entry["IdDoc"]["ImprontaCrittograficaDelDocumento"] == {
        "Impronta": "0" * 64,
        "Algoritmo": "SHA-256",
    }
    assert entry["DatiDiRegistrazione"]["TipoRegistro"] == "Nessuno"
    assert "NomeDelDocumento" not in entry
    assert "IdentificativoDelDocumentoPrincipale" not in entry
    more = replace(
        FILE, registration="0000001/2026", original_name="Visura.pdf", is_attachment_of="domanda/AB"
    )
    entry = file_entry(more)
    assert entry["DatiDiRegistrazione"]["NumeroRegistrazione"] == "0000001/2026"
    assert entry["DatiDiRegistrazione"]["TipoRegistro"] == "Protocollo"
    assert entry["NomeDelDocumento"] == "Visura.pdf"
    assert entry["IdentificativoDelDocumentoPrincipale"] == "domanda/AB"


def test_the_index_is_canonical_and_names_who_holds_the_records():
    document = index_document(
        call="bando", title="Bando", institution="Comune", office="Ufficio", made_at="2026", files=[FILE]
    )
    assert canonical_json(document)
    assert [one["Denominazione"] for one in document["Soggetti"]] == ["Comune", "Ufficio"]
    assert len(document["files"]) == 1


def test_no_file_takes_the_place_of_another_or_of_the_index():
    assert files_problem([FILE, replace(FILE, path="x")]) == ""
    assert files_problem([FILE, FILE]) == FILE.path
    assert files_problem([replace(FILE, path=INDEX)]) == INDEX
