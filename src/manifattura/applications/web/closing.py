"""Close what was written for sealed questions before anything is stored: from here on the clear value is gone."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.kernel.errors import Refused
from manifattura.kernel.sealing import fingerprint
from manifattura.kernel.strict_json import InvalidInput, read_strict
from manifattura.ui.formats import file_size_text

from ..domain.answers import Problems
from ..domain.questionnaire import field_of
from ..domain.sealed import NOTE, Place, clear_problems, close, note_of
from ..domain.sealed_reading import MANY_CONTROLS, sealed_control
from ..models import FilledForm
from ..queries.drafts import Draft
from ..queries.reading import answer_text
from .head import head_of
from .posted import Posted

LARGEST_NOTE = 200_000


@dataclass(frozen=True)
class Closing:
    """`changes`: envelopes to store, None for those taken back; `errors`: beside the field; `notes`: for the applicant alone."""

    changes: dict[str, Any] = field(default_factory=dict)
    errors: Problems = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list, repr=False)
    again: dict[str, Any] = field(default_factory=dict, repr=False)
    """Seats and lists in which something is wrong, as they were written: shown in this one answer, so that nobody writes
    a whole list anew for one amount. Keys are those of the controls (`sealed_control`); nothing of it is stored."""

    def without(self, keys: Collection[str]) -> Closing:
        """What is left when somebody else's answers stand: an envelope that was not stored has no note."""
        return replace(self, notes=[note for note in self.notes if note["field"] not in keys])


def close_posted(request: HttpRequest, read: Draft, step: FormSection, posted: Posted) -> Closing:
    """Judge and close; a value that is not good is not kept at all, and its sentence does not repeat it."""
    hide_from_reports(request)
    if isinstance(read.sheet, FilledForm) or not (posted.clear or posted.emptied):
        return Closing()
    edition = read.edition
    place = Place(edition.call, read.application.code)
    closing = Closing(changes=dict.fromkeys(posted.emptied))
    fields = {item.key: item for item in step.fields}
    for key, value in posted.clear.items():
        item = fields[key]
        problems = clear_problems(item, value)
        if problems:
            closing.errors.update(problems)
            if item.type in MANY_CONTROLS:
                closing.again[sealed_control(key)] = value
            continue
        if not edition.sealing_key:
            raise Refused(_("Questo bando non ha ancora la chiave delle buste: non si può rispondere."))
        closed = close(item, value, public_key=edition.sealing_key, place=place)
        closing.changes[key] = closed.stored
        closing.notes.append(note_of(item, value, closed, public_key=edition.sealing_key, place=place))
    return closing


def hide_from_reports(request: HttpRequest) -> None:
    """Django's reports of errors show no posted value of this request."""
    request.sensitive_post_parameters = "__ALL__"


def note_rows(read: Draft, notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the page shows once: question, answer in words, and the whole note to keep."""
    return [
        {
            "label": note["label"],
            "text": _note_text(field_of(read.questions, note["field"]), note["value"]),
            "secret": " ".join(note["secret"][at : at + 4] for at in range(0, len(note["secret"]), 4)),
            "note": json.dumps(note, ensure_ascii=False, sort_keys=True),
        }
        for note in notes
    ]


def _note_text(item: FormField, value: Any) -> str:
    if item.type is FieldType.FILE:
        return f"{value['name']}, {file_size_text(value['size'])}"
    return answer_text(item, value)


def show_notes(request: HttpRequest, read: Draft, notes: list[dict[str, Any]], *, then: str) -> HttpResponse:
    """The one page that shows what was just closed, in the answer to the saving; nothing of it is stored."""
    context = {
        **head_of(read),
        "notes": note_rows(read, notes),
        "key": fingerprint(read.edition.sealing_key),
        "then": then,
    }
    answer = render(request, "applications/envelope_closed.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def note_file(request: HttpRequest, code: str) -> HttpResponse:
    """Give back as a file the note that the page just showed: it passes through, nothing keeps it."""
    hide_from_reports(request)
    text = request.POST.get("busta:nota", "")
    try:
        note = read_strict(text.encode()) if len(text) <= LARGEST_NOTE else {}
    except InvalidInput:
        note = {}
    if note.get("format") != NOTE or note.get("application") != code:
        return HttpResponse(status=400)
    body = json.dumps(note, ensure_ascii=False, indent=2, sort_keys=True)
    answer = HttpResponse(body, content_type="application/json; charset=utf-8")
    name = f"busta-{code}-{note.get('field', '')}.json"
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
