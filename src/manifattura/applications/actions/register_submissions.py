"""The registrar: registration numbers without gaps, per year, in order of arrival (DPR 445/2000 art. 53 and 57)."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.jobs import defer

from ..models import Submission
from ..queries.locks import lock_registrar, wait_for_arrivals
from .append_leaves import append_leaves

RECEIPT_TASK = "applications.send_receipt"
BATCH = 500


def register_submissions(*, announce: bool = True) -> int:
    """Number every submission that waits; returns how many. Run again, it finds nothing to do.

    Numbers are given up to a fence: the highest arrival seen at an instant when no submission was under way, so that
    a lower arrival can never commit later and find its place taken. `announce`: queue the receipts.
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
            _number(batch, announce=announce)
            append_leaves(batch)
        numbered += len(batch)
        if len(batch) < BATCH:
            break
    return numbered


def _fence() -> int | None:
    if not Submission.objects.filter(registration_number=None).exists():
        return None
    with transaction.atomic():
        wait_for_arrivals()
        highest: int | None = Submission.objects.aggregate(highest=Max("arrival"))["highest"]
    return highest


def _number(batch: list[Submission], *, announce: bool) -> None:
    next_number = _counter()
    for submission in batch:
        year = submission.received_at.astimezone(ROME).year
        submission.registration_year = year
        submission.registration_number = next_number(year)
        submission.save(update_fields=["registration_year", "registration_number"])
        audit.record(
            "submission_registered",
            by=None,
            subject=submission.application,
            scope=submission.application.audit_scope,
            after={"registration": submission.registration, "arrival": submission.arrival},
        )
        if announce:
            defer(RECEIPT_TASK, submission_id=submission.pk)


def _counter() -> Callable[[int], int]:
    last: dict[int, int] = {}

    def next_number(year: int) -> int:
        if year not in last:
            given = Submission.objects.filter(registration_year=year).aggregate(
                last=Max("registration_number")
            )
            last[year] = given["last"] or 0
        last[year] += 1
        return last[year]

    return next_number
