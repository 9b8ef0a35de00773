"""Signs of life and counters of the web processes, wherever they run: one small row each, added up when read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from .models import WebPulse

# the row of the processes that have ended
PAST = "past"
ENDED_AFTER = timedelta(hours=1)

WRITE = """
INSERT INTO kernel_webpulse (process, at, sendings, refused, last_ticket_at, counts)
VALUES (%(process)s, clock_timestamp(), %(sendings)s, %(refused)s, %(last_ticket_at)s, %(counts)s)
ON CONFLICT (process) DO UPDATE
SET at = excluded.at, sendings = excluded.sendings, refused = excluded.refused,
  last_ticket_at = excluded.last_ticket_at, counts = excluded.counts
RETURNING at
"""


@dataclass(frozen=True)
class Totals:
    """Counters of all processes, those that ended included, and how many are alive."""

    requests: Counter[str] = field(default_factory=Counter)
    buckets: Counter[str] = field(default_factory=Counter)
    plain: Counter[str] = field(default_factory=Counter)
    alive: int = 0


def write_pulse(
    process: str,
    counts: Mapping[str, Any],
    sendings: int,
    refused: int,
    last_ticket_at: datetime | None = None,
) -> datetime:
    """One statement; the database's clock comes back."""
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            {
                "process": process,
                "sendings": sendings,
                "refused": refused,
                "last_ticket_at": last_ticket_at,
                "counts": json.dumps(counts),
            },
        )
        (at,) = cursor.fetchone()
    assert isinstance(at, datetime)
    return at


def read_pulses() -> list[WebPulse]:
    """All of them; none as long as no web process has ever run on this database."""
    return list(WebPulse.objects.all())


def totals(moment: datetime, quiet: timedelta) -> Totals:
    """What all processes counted together; alive is who wrote within `quiet` before `moment`."""
    requests, buckets, plain = Counter[str](), Counter[str](), Counter[str]()
    alive = 0
    for pulse in read_pulses():
        _add(pulse.counts, requests, buckets, plain)
        alive += pulse.process != PAST and moment - pulse.at < quiet
    return Totals(requests, buckets, plain, alive)


def last_ticket() -> datetime | None:
    """When any web process last gave a ticket to a refused sending."""
    found = WebPulse.objects.aggregate(last=Max("last_ticket_at"))["last"]
    assert found is None or isinstance(found, datetime)
    return found


def fold_ended(moment: datetime) -> None:
    """Add the processes that ended long ago to the one row of the past: counters never fall, rows stay few."""
    with transaction.atomic():
        ended = list(
            WebPulse.objects.select_for_update().filter(at__lt=moment - ENDED_AFTER).exclude(process=PAST)
        )
        if not ended:
            return
        past, _new = WebPulse.objects.select_for_update().get_or_create(
            process=PAST, defaults={"at": ended[0].at}
        )
        requests, buckets, plain = Counter[str](), Counter[str](), Counter[str]()
        for pulse in (past, *ended):
            _add(pulse.counts, requests, buckets, plain)
        past.counts = {"requests": dict(requests), "buckets": dict(buckets), **plain}
        past.last_ticket_at = max(
            (pulse.last_ticket_at for pulse in (past, *ended) if pulse.last_ticket_at), default=None
        )
        past.at = max(pulse.at for pulse in (past, *ended))
        past.save()
        WebPulse.objects.filter(process__in=[pulse.process for pulse in ended]).delete()


def _add(
    counts: Mapping[str, Any], requests: Counter[str], buckets: Counter[str], plain: Counter[str]
) -> None:
    for name, value in counts.items():
        if name == "requests":
            requests.update(value)
        elif name == "buckets":
            buckets.update(value)
        else:
            plain[name] += value
