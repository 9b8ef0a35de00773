"""Once a day: for each subscriber for whom there is something new, a digest and the job that sends it, together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import override

from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer_many
from manifattura.ui.alerts import Source, sources

from ..domain.alerts import EVERY, SETTLED, AlertState, Stretch, next_stretch
from ..models import AlertDigest, AlertSubscriber

DIGEST_TASK = "communication.mail_digest"
AT_ONCE = 500
MOST = 40
"""Of one source in one e-mail; of the rest it says how many."""


def compose_digests() -> int:
    """How many were made. Rows, ends of stretches and jobs are committed together, so a crash repeats nothing."""
    moment, made, read = database_now(), 0, Reader()
    due = AlertSubscriber.objects.filter(
        state=AlertState.ACTIVE, told_until__lte=moment - SETTLED - EVERY
    ).order_by("pk")
    keys = list(due.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            rows = AlertSubscriber.objects.select_for_update().filter(pk__in=keys[start : start + AT_ONCE])
            made += _compose(rows.order_by("pk"), moment, read)
    return made


def _compose(rows: Iterable[AlertSubscriber], moment: datetime, read: Reader) -> int:
    digests, told = [], []
    for one in rows:
        stretch = next_stretch(one.told_until, moment) if one.told_until else None
        if stretch is None:
            continue
        things = read.things(one, stretch)
        one.told_until = stretch.until
        told.append(one)
        if things:
            digests.append(
                AlertDigest(
                    subscriber=one, since=stretch.since, until=stretch.until, things=things, made_at=moment
                )
            )
    AlertSubscriber.objects.bulk_update(told, ["told_until"])
    made = AlertDigest.objects.bulk_create(digests)
    defer_many(DIGEST_TASK, [{"digest_id": digest.pk} for digest in made])
    return len(made)


class Reader:
    """Asks each source once for the same stretch, filters and language: most subscribers share them."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], dict[str, Any] | None] = {}

    def things(self, one: AlertSubscriber, stretch: Stretch) -> list[dict[str, Any]]:
        found = [
            self._of(source, frozenset(one.topics[source.key]), stretch, one.language)
            for source in sources()
            if source.key in one.topics
        ]
        return [group for group in found if group is not None]

    def _of(
        self, source: Source, filters: frozenset[str], stretch: Stretch, language: str
    ) -> dict[str, Any] | None:
        key = (source.key, filters, stretch, language)
        if key not in self._known:
            with override(language):
                self._known[key] = _group(source, filters, stretch)
        return self._known[key]


def _group(source: Source, filters: frozenset[str], stretch: Stretch) -> dict[str, Any] | None:
    new = source.read(stretch.since, stretch.until, filters)
    if not new:
        return None
    return {
        "label": str(source.label),
        "things": [
            {"title": one.title, "address": one.address, "text": one.text.strip()} for one in new[:MOST]
        ],
        "more": max(0, len(new) - MOST),
    }
