"""The registrar: registration numbers without gaps, per year, in order of arrival (DPR 445/2000 art. 53 and 57)."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.jobs import defer

from ..models import Submission
from ..queries.locks import lock_registrar, senders_now
from .append_leaves import append_leaves

RECEIPTS_TASK = "applications.send_receipts"
BATCH = 500
BUSY = 20
PATIENCE = 10.0

NUMBER = """
UPDATE applications_submission
SET registration_year = given.year, registration_number = given.number, registered_at = %(at)s
FROM unnest(%(ids)s::bigint[], %(years)s::int[], %(numbers)s::int[]) AS given (id, year, number)
WHERE applications_submission.id = given.id
"""


def register_submissions(*, announce: bool = True) -> int:
    """Number every submission that waits; returns how many. Run again, it finds nothing to do.

    Numbers are given up to a fence: the highest arrival seen, once every transaction that was sending at that instant
    has ended, so that a lower arrival can never commit later and find its place taken. The registrar waits for them; they
    never wait for it. `announce`: queue the receipts.
    """
    fence = _fence()
    numbered = 0
    while fence is not None:
        with transaction.atomic():
            lock_registrar()
            batch = list(
                Submission.objects.filter(registration_number=None, arrival__lte=fence)
                .select_related("application")
                .defer("payload")
                .order_by("arrival")[:BATCH]
            )
            if batch:
                _number(batch)
                append_leaves(batch)
                if announce:
                    defer(RECEIPTS_TASK, first=batch[0].arrival, last=batch[-1].arrival)
        numbered += len(batch)
        if len(batch) < BATCH:
            break
    return numbered


def _fence() -> int | None:
    """The highest arrival below which nothing can appear any more; None when nothing waits, or a sender hangs."""
    waiting = Submission.objects.filter(registration_number=None)
    highest: int | None = waiting.aggregate(highest=Max("arrival"))["highest"]
    if highest is None:
        return None
    before, until = senders_now(), time.monotonic() + PATIENCE
    while before & senders_now():
        if time.monotonic() > until:
            return None
        time.sleep(0.002)
    return highest


def _number(batch: list[Submission]) -> None:
    """In one statement; the rows in memory say it too."""
    years = [submission.received_at.astimezone(ROME).year for submission in batch]
    last = {year: _last(year) for year in set(years)}
    # a clock that steps back must not make a later number look given before an earlier one
    at = max([database_now(), *(moment for _number, moment in last.values() if moment is not None)])
    numbers = Counter({year: number for year, (number, _moment) in last.items()})
    for submission, year in zip(batch, years, strict=True):
        numbers[year] += 1
        submission.registration_year, submission.registration_number = year, numbers[year]
        submission.registered_at = at
    with connection.cursor() as cursor:
        cursor.execute(
            NUMBER,
            {
                "at": at,
                "ids": [submission.pk for submission in batch],
                "years": years,
                "numbers": [submission.registration_number for submission in batch],
            },
        )
    audit.record_many(
        "submission_registered",
        by=None,
        entries=[
            audit.Entry(
                submission.application,
                after={"registration": submission.registration, "arrival": submission.arrival},
                scope=submission.application.audit_scope,
            )
            for submission in batch
        ],
    )


def _last(year: int) -> tuple[int, datetime | None]:
    """The last number given in the year, and when."""
    given = Submission.objects.filter(registration_year=year, registration_number__isnull=False)
    found = given.order_by("-registration_number").values_list("registration_number", "registered_at").first()
    return (found[0] or 0, found[1]) if found else (0, None)
