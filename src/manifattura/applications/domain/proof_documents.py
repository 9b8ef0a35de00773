"""The texts of the proof log: what a leaf and a tree head say, written in canonical JSON (docs/formats.md §7)."""

from __future__ import annotations

from datetime import UTC, datetime

from manifattura.kernel.canonical_json import canonical_json


def utc_text(moment: datetime) -> str:
    """`2026-11-06T12:00:05.000000Z`: always UTC, always microseconds, so that one moment has one spelling."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf_text(*, arrival: int, call: str, payload_sha256: str, received_at: datetime) -> str:
    """What is proved of a submission: which content, for which call, when, in which order. Nothing of the person."""
    return canonical_json(
        {
            "arrival": arrival,
            "call": call,
            "payload_sha256": payload_sha256,
            "received_at": utc_text(received_at),
        }
    ).decode()


def tree_head_text(*, call: str, root: bytes, tree_size: int, signed_at: datetime) -> str:
    """What is signed: the state of a call's log after a batch."""
    return canonical_json(
        {"call": call, "root": root.hex(), "tree_size": tree_size, "timestamp": utc_text(signed_at)}
    ).decode()
