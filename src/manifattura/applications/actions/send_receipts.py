"""Write the receipts of a batch after its numbers are given, and give way while others are still arriving."""

from __future__ import annotations

from manifattura.kernel.jobs import defer_later

from ..models import Submission
from .register_submissions import BUSY, RECEIPTS_TASK
from .send_receipt import send_receipt

PAUSE = 15
AT_ONCE = 50


def send_receipts(*, first: int, last: int) -> int:
    """Receipts of the arrivals from `first` to `last`; how many were written now.

    A receipt costs a hundred times what an arrival costs (PDF, e-mail), and nobody waits for it: number and proof are on the
    page at once. So when many arrive the rest is put off; a job holds the worker no longer than fifty receipts take.
    """
    waiting = Submission.objects.filter(
        arrival__gte=first, arrival__lte=last, registration_number__isnull=False
    ).order_by("arrival")
    written = 0
    for pk, arrival in waiting.values_list("pk", "arrival"):
        if is_busy():
            defer_later(RECEIPTS_TASK, seconds=PAUSE, first=arrival, last=last)
            break
        if written == AT_ONCE:
            defer_later(RECEIPTS_TASK, seconds=1, first=arrival, last=last)
            break
        written += send_receipt(submission_id=pk)
    return written


def is_busy() -> bool:
    """Whether so many wait for their number that the machine has better to do."""
    return Submission.objects.filter(registration_number=None)[:BUSY].count() >= BUSY
