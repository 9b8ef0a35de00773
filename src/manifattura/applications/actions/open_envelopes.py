"""Open every sealed answer of a call's applications, at the opening; called by who has put the key together."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.sealing_checks import sealed_fields
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.sealing import CannotOpen, KeyPair

from ..domain.sealed import Place, open_envelope
from ..domain.values import is_sealed
from ..models import Application, OpenedAnswer
from ..queries.applications import live_applications


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
        [row.application.code, row.field_key, sha256_hex({"value": row.value, "secret": row.secret})]
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
    answers: dict[str, Any] = json.loads(application.submission.payload)["answers"]
    place = Place(edition.call, application.code)
    for item in sealed_fields(edition):
        stored = answers.get(item.key)
        if not is_sealed(stored):
            continue
        try:
            value, secret = open_envelope(item.key, stored, pair=pair, place=place)
        except CannotOpen:
            value, secret = None, ""
        yield OpenedAnswer(application=application, field_key=item.key, value=value, secret=secret)
