"""What the row of a submission says beyond its leaf, in one canonical form: the input of its MAC."""

from __future__ import annotations

from manifattura.kernel.canonical_json import canonical_json


def row_bytes(
    *,
    submission: int,
    application: int,
    index: int,
    leaf_hash: str,
    registration: str,
    registered_at: str,
    submitted_by: int,
    on_behalf: int,
    idempotency_key: str,
) -> bytes:
    """Whoever changes one of these columns needs the signing key to hide it (docs/proof-log.md)."""
    return canonical_json(
        {
            "application": application,
            "idempotency_key": idempotency_key,
            "index": index,
            "leaf_hash": leaf_hash,
            "on_behalf": on_behalf,
            "registered_at": registered_at,
            "registration": registration,
            "submission": submission,
            "submitted_by": submitted_by,
        }
    )
