"""Bring the proof log up to date: submissions registered before it existed, heads that waited for their key."""

from __future__ import annotations

from django.db import transaction

from ..models import Submission
from ..queries.locks import lock_registrar
from ..queries.proof_log import calls_without_head
from .append_leaves import append_leaves, sign_head

BATCH = 2000


def catch_up_log() -> int:
    """How many leaves were added. Run again, it finds nothing to do."""
    added = 0
    while True:
        with transaction.atomic():
            lock_registrar()
            batch = list(
                Submission.objects.filter(registration_number__isnull=False, proof_leaf=None).order_by(
                    "arrival"
                )[:BATCH]
            )
            append_leaves(batch)
        added += len(batch)
        if len(batch) < BATCH:
            break
    sign_waiting_heads()
    return added


def sign_waiting_heads() -> int:
    """Sign the calls whose last head does not cover their last leaf; how many they are."""
    calls = calls_without_head()
    for call_id in calls:
        with transaction.atomic():
            lock_registrar()
            sign_head(call_id)
    return len(calls)
