"""The content that is about to be sent, as the PDF that its sender signs: to read, with the frozen text and its SHA-256 inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.accounts.queries.signed_files import ready_to_sign
from manifattura.kernel.clock import now
from manifattura.kernel.pdf import render_pdf
from manifattura.organisations.queries.organisations import capacity_of
from manifattura.ui.formats import date_text, file_size_text, money_text

from ..domain.questionnaire import declaration_of
from ..models import PreparedSubmission
from .drafts import Draft
from .firm_facts import firm_rows
from .reading import ReadAnswer, read_sections
from .receipts import capacity_words

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "applications" / "pdf" / "application.typ"


def signing_pdf(read: Draft, prepared: PreparedSubmission, by: Person) -> bytes:
    """PDF/UA-1 and PDF/A-3a, with a form of no fields, for the signature."""
    data = {
        "texts": {
            "title": _("Domanda da firmare"),
            "sample": _("Dato campione: questo documento non ha valore")
            if read.application.is_sample
            else "",
            "what": _(
                "Chi firma questo documento firma tutto ciò che riceve l’ufficio: quello che si legge qui e il file "
                "«contenuto» che è dentro, riconosciuto dalla sua impronta."
            ),
            "firm": _("Chi presenta la domanda"),
            "declarations": _("Dichiarazioni"),
            "files": _("Allegati"),
            "file": _("File"),
            "size": _("Dimensione"),
            "digest_label": _("Impronta SHA-256 del contenuto"),
            "content": _("Il contenuto come viene registrato (JSON canonico, RFC 8785)"),
            "institution": settings.CITY["institution"],
            "programme": settings.CITY["programme"],
        },
        "code": read.application.code,
        "digest": prepared.payload_sha256,
        "facts": [list(row) for row in _facts(read, by)],
        "firm": [list(row) for row in firm_rows(read.applicant)],
        "sections": [
            {
                "title": section.title,
                "answers": [_answer(one) for one in section.answers if one.text or one.files],
            }
            for section in read_sections(read.questions, read.visible, read.files)
        ],
        "declarations": _declarations(read),
        "files": [
            {"name": file.name, "size": file_size_text(file.size), "sha256": file.sha256}
            for file in read.files
        ],
        "content": prepared.payload,
        "content_name": f"contenuto-{read.application.code}.json",
    }
    language = (get_language() or "it")[:2]
    return ready_to_sign(render_pdf(TEMPLATE, data, made_at=now(), language=language))


def _facts(read: Draft, by: Person) -> list[tuple[str, str]]:
    capacity = capacity_words(capacity_of(by, read.application.lead) or "", read.applicant.get("kind", ""))
    costs = read.costs
    rows = [
        (_("Bando"), read.edition.texts.title),
        (_("Codice della domanda"), read.application.code),
        (_("La invia"), f"{by.full_name}, {capacity}" if capacity else by.full_name),
        (_("Codice fiscale"), by.fiscal_code or ""),
        (_("Spesa prevista"), money_text(costs.cost) if costs.cost is not None else ""),
        (_("Contributo richiesto"), money_text(costs.requested) if costs.requested is not None else ""),
    ]
    return [(label, value) for label, value in rows if value]


def _answer(answer: ReadAnswer) -> dict[str, Any]:
    lines = [
        " · ".join(
            part for part in (description, category, money_text(amount) if amount is not None else "") if part
        )
        for description, category, amount in answer.rows
    ]
    lines += [
        f"{title}: " + "; ".join(f"{label}: {text}" for label, text in pairs) for title, pairs in answer.items
    ]
    return {"label": answer.label, "text": answer.text, "lines": lines}


def _declarations(read: Draft) -> list[dict[str, str]]:
    wanted = read.visible.declarations
    made = [tick for tick in read.ticks if tick.declaration_key in wanted]
    found = []
    for tick in sorted(made, key=lambda one: (one.declaration_key, one.organisation.name)):
        said = declaration_of(read.questions, tick.declaration_key)
        found.append(
            {
                "title": said.title,
                "text": said.text,
                "law": said.law,
                "by": _("%(who)s, per %(firm)s, %(moment)s")
                % {
                    "who": tick.person.full_name,
                    "firm": tick.organisation.name,
                    "moment": date_text(tick.ticked_at, "seconds"),
                },
            }
        )
    return found
