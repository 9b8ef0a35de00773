"""The facts of an application as corrected by answered remedies: read by the review, the checks and the ranking."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from manifattura.applications.queries.applications import attachments_of, payload_of
from manifattura.calls.queries.editions import edition

from ..domain.corrections import Correction, corrected_payload
from ..domain.remedies import ItemKind, RemedyState, files_field, given_field, item_field
from ..models import RemedyRequest

if TYPE_CHECKING:
    from manifattura.applications.models import Application


def corrections_of(application: Application) -> tuple[Correction, ...]:
    """What the applicant corrected, in the order in which it was asked."""
    return corrections_by_application([application.pk]).get(application.pk, ())


def corrections_by_application(application_ids: Iterable[int]) -> Mapping[int, tuple[Correction, ...]]:
    """Application id → corrections, in two statements; applications without remedies are not in it."""
    found: dict[int, list[Correction]] = defaultdict(list)
    requests = (
        RemedyRequest.objects.filter(
            review__application_id__in=list(application_ids), state=RemedyState.ANSWERED
        )
        .select_related("form__submission", "review")
        .prefetch_related("items")
        .order_by("number")
    )
    for request in requests:
        found[request.review.application_id] += answers_to(request)
    return {application_id: tuple(rows) for application_id, rows in found.items()}


def answers_to(request: RemedyRequest) -> list[Correction]:
    """The reply item by item; empty while there is none."""
    submission = getattr(request.form, "submission", None)
    if submission is None:
        return []
    reply = json.loads(submission.payload)
    return [
        _correction(item.kind, item.key, item.position, reply)
        for item in request.items.all()
        if _is_given(reply, item.position)
    ]


def _is_given(reply: Mapping[str, Any], number: int) -> bool:
    """Replies written before an item could be left out have no such answer."""
    return reply["answers"].get(given_field(number)) is not False


def _correction(kind: str, key: str, number: int, reply: Mapping[str, Any]) -> Correction:
    name = item_field(number) if kind == ItemKind.FILE else files_field(number)
    files = [
        {label: row[label] for label in ("name", "size", "sha256")}
        for row in reply["files"]
        if row["field"] == name
    ]
    return Correction(ItemKind(kind), key, reply["answers"].get(item_field(number)), files)


def content_in_force(application: Application) -> dict[str, Any]:
    """The payload to judge by: the frozen one, with the corrected answers over the old ones."""
    return corrected_payload(
        payload_of(application), edition(application.edition_id), corrections_of(application)
    )


def files_in_force(application: Application) -> list[Any]:
    """The files to judge by: those sent, with the files given again in place of the ones they correct."""
    requests = list(
        RemedyRequest.objects.filter(review__application_id=application.pk, state=RemedyState.ANSWERED)
        .select_related("form__submission")
        .prefetch_related("items", "form__attachments")
        .order_by("number")
    )
    files = list(attachments_of(application))
    for request in requests:
        assert request.form is not None
        given = [file for file in request.form.attachments.all() if file.removed_at is None]
        reply = json.loads(request.form.submission.payload)
        for item in request.items.all():
            if item.kind == ItemKind.FILE and _is_given(reply, item.position):
                files = [file for file in files if file.field_key != item.key]
                files += [
                    _as_given_for(file, item.key)
                    for file in given
                    if file.field_key == item_field(item.position)
                ]
    return files


def _as_given_for(file: Any, key: str) -> Any:
    """The file of the reply, listed under the question that it corrects (the row itself is not changed)."""
    file.field_key, file.is_reply = key, True
    return file
