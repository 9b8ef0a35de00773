"""What an opening found, as people read it: the offers by code for the ranking's pages, and the minutes as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.applications.queries.applications import live_applications
from manifattura.applications.queries.opened import opened_by_application
from manifattura.applications.queries.reading import answer_text
from manifattura.calls.domain.edition import Edition, FieldType, FormField
from manifattura.calls.domain.sealing_checks import ranked_fields, sealed_fields
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.key_holders import holders_of
from manifattura.kernel.pdf import render_pdf
from manifattura.kernel.sealing import fingerprint
from manifattura.ui.formats import date_text, language, registration_text

from ..models import EnvelopeOpening, GivenShare
from .openings import opening_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from manifattura.applications.models import Application
    from manifattura.calls.models import Call

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "evaluation" / "pdf" / "opening.typ"
NOT_OPENED = "–"


def offers_table(call_id: int, edition: Edition, codes: Iterable[str]) -> dict[str, list[Any]]:
    """`heads` and `rows` (code, then each offer that counts in the ranking); empty where nothing sealed counts."""
    fields = ranked_fields(edition)
    if not fields or opening_of(call_id) is None:
        return {"heads": [], "rows": []}
    by_code = {one.code: one for one in live_applications(call_id)}
    found = [by_code[code] for code in codes if code in by_code]
    opened = opened_by_application([one.pk for one in found])
    return {
        "heads": [_("Codice"), *(item.label for item in fields)],
        "rows": [[one.code, *_texts(fields, opened.get(one.pk, {}))] for one in found],
    }


def opening_minutes_pdf(opening: EnvelopeOpening) -> bytes:
    """The office's minutes of the opening: when, by whose shares, and what was in every envelope."""
    return render_pdf(TEMPLATE, opening_document(opening), made_at=opening.opened_at, language=language())


def opening_document(opening: EnvelopeOpening) -> dict[str, Any]:
    """What the template writes: texts only."""
    call, edition = opening.call, current_edition(opening.call)
    heading = _("Verbale di apertura delle buste")
    return {
        "title": f"{heading}: {edition.texts.title}",
        "heading": heading,
        "call": edition.texts.title,
        "office": edition.office.name,
        "sample": _("Dati campione: imprese e importi sono di esempio.") if edition.is_sample else "",
        "facts_title": _("L’apertura"),
        "facts": [
            [_("Aperte"), date_text(opening.opened_at, "hour")],
            [_("Domande con buste"), str(opening.applications)],
            [_("Buste aperte"), str(opening.envelopes - opening.unreadable)],
            [_("Non si sono aperte"), str(opening.unreadable)],
            [_("Chiave delle buste"), fingerprint(edition.sealing_key)],
        ],
        "keepers_title": _("Chi ha dato la sua parte"),
        "keepers": _keepers(call),
        "order": _(
            "Le buste si sono aperte dopo la scadenza e dopo la chiusura dei punteggi tecnici, che da allora non "
            "cambiano. Ogni risposta è stata confrontata con la sua busta."
        ),
        "answers_title": _("Che cosa c’era nelle buste"),
        "applications": _applications(call, edition),
        "digests": [[_("Impronta SHA-256 di ciò che è uscito"), opening.result_sha256]],
    }


def _keepers(call: Call) -> list[str]:
    given = dict(GivenShare.objects.filter(call=call).values_list("holder_id", "given_at"))
    return [
        _("Parte %(number)s: %(person)s, %(at)s")
        % {
            "number": holder.number,
            "person": holder.person.full_name,
            "at": date_text(given[holder.pk], "hour"),
        }
        for holder in holders_of(call.pk)
        if holder.pk in given
    ]


def _applications(call: Call, edition: Edition) -> list[dict[str, Any]]:
    fields = [item for item in sealed_fields(edition) if item.type is not FieldType.FILE]
    applications = list(live_applications(call.pk).select_related("lead"))
    opened = opened_by_application([one.pk for one in applications])
    return [
        {
            "name": f"{one.lead.name}, {_number(one)}",
            "rows": [
                [item.label, text]
                for item, text in zip(fields, _texts(fields, opened.get(one.pk, {})), strict=True)
            ],
        }
        for one in applications
    ]


def _texts(fields: Iterable[FormField], opened: dict[str, Any]) -> list[str]:
    return [answer_text(item, opened[item.key]) if item.key in opened else NOT_OPENED for item in fields]


def _number(application: Application) -> str:
    submission = application.submission
    if submission.registration_number:
        return registration_text(submission.registration_number, submission.registration_year)
    return str(application.code)
