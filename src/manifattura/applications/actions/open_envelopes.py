"""Open every sealed answer of a call's applications, at the opening; called by who has put the key together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.sealing_checks import sealed_fields
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.files import open_stored
from manifattura.kernel.sealed_files import read_header
from manifattura.kernel.sealing import CannotOpen, KeyPair

from ..domain.sealed import Place, open_envelope
from ..domain.sealed_files import is_closed_type, open_file
from ..domain.values import is_sealed
from ..models import Application, Attachment, OpenedAnswer
from ..queries.applications import attachments_of, live_applications


@dataclass(frozen=True)
class Result:
    """How many applications had envelopes, how many envelopes, how many did not open; the digest of what came out."""

    applications: int
    envelopes: int
    unreadable: int
    sha256: str


def open_envelopes(*, call_id: int, pair: KeyPair) -> Result:
    """Write the opened answers of every application that counts, once; inside the caller's transaction.

    Each answer is checked against its envelope: what the envelope's own secret does not give again is not taken.
    """
    rows = [row for application in live_applications(call_id) for row in _opened(application, pair)]
    OpenedAnswer.objects.bulk_create(rows, batch_size=500)
    listed = sorted(
        [
            row.application.code,
            row.field_key,
            *([row.attachment.name] if row.attachment else []),
            sha256_hex({"value": row.value, "secret": row.secret}),
        ]
        for row in rows
    )
    return Result(
        applications=len({row.application_id for row in rows}),
        envelopes=len(rows),
        unreadable=sum(row.value is None for row in rows),
        sha256=sha256_hex({"opened": listed}),
    )


def _opened(application: Application, pair: KeyPair) -> Iterator[OpenedAnswer]:
    edition = edition_by_id(application.edition_id)
    payload: dict[str, Any] = json.loads(application.submission.payload)
    place = Place(edition.call, application.code)
    yield from _opened_answers(application, edition, payload["answers"], pair, place)
    sent = {(row["field"], row["name"]) for row in payload["files"]}
    for file in attachments_of(application):
        if is_closed_type(file.content_type) and (file.field_key, file.name) in sent:
            yield _opened_file(application, file, pair, place)


def _opened_file(application: Application, file: Attachment, pair: KeyPair, place: Place) -> OpenedAnswer:
    """The key of one file and what it is; its bytes stay closed, and are checked chunk by chunk when they are read."""
    value: dict[str, Any] | None = None
    secret = ""
    try:
        with open_stored(file.storage_key) as source:
            envelope, _start = read_header(source)
        found, secret = open_file(file.field_key, file.name, envelope, pair=pair, place=place)
        value = found.as_value()
    except (CannotOpen, OSError):
        value, secret = None, ""
    return OpenedAnswer(
        application=application, attachment=file, field_key=file.field_key, value=value, secret=secret
    )


def _opened_answers(
    application: Application, edition: Edition, answers: dict[str, Any], pair: KeyPair, place: Place
) -> Iterator[OpenedAnswer]:
    for item in sealed_fields(edition):
        stored = answers.get(item.key)
        if not is_sealed(stored):
            continue
        try:
            value, secret = open_envelope(item.key, stored, pair=pair, place=place)
        except CannotOpen:
            value, secret = None, ""
        yield OpenedAnswer(application=application, field_key=item.key, value=value, secret=secret)
