"""The row of a submission as the MAC of its leaf sees it."""

from __future__ import annotations

from datetime import UTC

from ..domain.proof_rows import row_bytes
from ..models import Submission


def row_of(submission: Submission, index: int, leaf_hash: str) -> bytes:
    """What the MAC of leaf `index` is computed over, from the registered submission as it stands."""
    registered_at = submission.registered_at
    return row_bytes(
        submission=submission.pk,
        application=submission.application_id,
        index=index,
        leaf_hash=leaf_hash,
        registration=submission.registration,
        registered_at=registered_at.astimezone(UTC).isoformat() if registered_at else "",
        submitted_by=submission.submitted_by_id,
        on_behalf=submission.on_behalf_id,
        idempotency_key=submission.idempotency_key,
    )
