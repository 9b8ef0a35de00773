"""The registrar: registration numbers without gaps, per year, in order of arrival (DPR 445/2000 art. 53 and 57)."""

from __future__ import annotations

import time
from collections import Counter

from django.db import connection, transaction
from django.db.models import Max

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.jobs import defer

from ..models import Submission
from ..queries.locks import lock_registrar, senders_now
from .append_leaves import append_leaves

RECEIPTS_TASK = "applications.send_receipts"
BATCH = 500
BUSY = 20
PATIENCE = 10.0

NUMBER = """
UPDATE applications_submission SET registration_year = given.year, registration_number = given.number
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS given (id, year, number)
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
    next_number = _last_numbers(set(years))
    for submission, year in zip(batch, years, strict=True):
        next_number[year] += 1
        submission.registration_year, submission.registration_number = year, next_number[year]
    with connection.cursor() as cursor:
        cursor.execute(
            NUMBER,
            [
                [submission.pk for submission in batch],
                years,
                [submission.registration_number for submission in batch],
            ],
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


def _last_numbers(years: set[int]) -> Counter[int]:
    given = (
        Submission.objects.filter(registration_year__in=years)
        .values_list("registration_year")
        .annotate(last=Max("registration_number"))
    )
    return Counter({year: last or 0 for year, last in given})
