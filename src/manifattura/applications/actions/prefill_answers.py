"""Once only (L. 241/1990 art. 18): a new sheet starts from what the firm already told us, and says from where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.prefills import EARLIER, firm_value, prefills_for
from manifattura.organisations.queries.organisations import snapshot

from ..domain.answers import check_answer
from ..domain.groups import has_field_shape
from ..models import FilledForm, FormSubmission, Submission
from ..queries.prefilling import EARLIER_PREFIX, RECORD
from ..queries.sheets import Sheet, answer_rows, application_of, lead_of, questions_of

if TYPE_CHECKING:
    from collections.abc import Mapping

Found = tuple[Any, str]
"""A first answer and where it came from."""


def prefill_answers(
    sheet: Sheet, *, given: Mapping[str, Any] | None = None, preset: Mapping[str, Any] | None = None
) -> None:
    """Write first answers into a sheet that has none yet; inside the caller's transaction.

    `given`: answers (field key → stored value) that the caller takes from the application of the sheet.
    `preset`: choices of the sheet itself, without an origin.
    """
    taken, chosen = given or {}, preset or {}
    asked = questions_of(sheet)
    sources = {item.key: _source(item) for section in asked.form for item in section.fields}
    if not taken and not chosen and not any(sources.values()):
        return
    applicant = snapshot(lead_of(sheet))
    earlier, code = _earlier(sheet) if EARLIER in sources.values() else ({}, "")
    for section in asked.form:
        found: dict[str, Found] = {}
        for item in section.fields:
            if item.key in chosen:
                found[item.key] = (chosen[item.key], "")
                continue
            if item.key in taken:
                found[item.key] = (taken[item.key], f"{EARLIER_PREFIX}{application_of(sheet).code}")
                continue
            value, origin = _first_answer(item, sources[item.key], applicant, earlier, code)
            if value is not None and _is_good(item, value):
                found[item.key] = (value, origin)
        if found:
            answer_rows(sheet).create(
                section_key=section.key,
                version=1,
                answers={key: value for key, (value, _origin) in found.items()},
                versions=dict.fromkeys(found, 1),
                prefilled={key: origin for key, (_value, origin) in found.items() if origin},
            )


def _source(item: FormField) -> str:
    """The seat of the project is proposed even where the call does not say so."""
    if item.sealed:
        return ""
    source = item.prefill or ("seat" if item.type is FieldType.SEAT else "")
    return source if source in prefills_for(item.type) else ""


def _first_answer(
    item: FormField, source: str, applicant: Mapping[str, Any], earlier: Mapping[str, Any], code: str
) -> Found:
    if source == EARLIER:
        return earlier.get(item.key), f"{EARLIER_PREFIX}{code}"
    return (firm_value(source, applicant) if source else None), RECORD


def _is_good(item: FormField, value: Any) -> bool:
    """What this call would not accept is not proposed: another list of choices, another limit."""
    return has_field_shape(item, value) and not check_answer(item, value)


def _earlier(sheet: Sheet) -> tuple[dict[str, Any], str]:
    """Answers of the latest thing of this kind that the firm sent, and its code."""
    lead = lead_of(sheet).pk
    if isinstance(sheet, FilledForm):
        sent = (
            FormSubmission.objects.filter(form__application__lead_id=lead, form__purpose=sheet.purpose)
            .order_by("-id")
            .values_list("payload", "form__code")
            .first()
        )
        if sent is not None:
            return _answers(sent[0]), sent[1]
    received = (
        Submission.objects.filter(application__lead_id=lead, application__is_live=True)
        .order_by("-received_at")
        .values_list("payload", "application__code")
        .first()
    )
    return (_answers(received[0]), received[1]) if received is not None else ({}, "")


def _answers(payload: str) -> dict[str, Any]:
    answers: dict[str, Any] = json.loads(payload)["answers"]
    return answers
