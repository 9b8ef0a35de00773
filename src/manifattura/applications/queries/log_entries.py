"""What the public may ask the proof log: an entry by its numbers and hash, a call's heads, whose a key is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from manifattura.calls.queries.calls import public_calls

from ..domain.receipt_documents import SignedHead
from ..models import ProofLeaf, Submission, TreeHead
from .proof_log import latest_head, log_keys

HEADS_AT_ONCE = 500


@dataclass(frozen=True)
class LogEntry:
    """What may be said of a submission to whoever knows its number and its hash: nothing of who sent it."""

    call: Any
    arrival: int
    registration: str
    received_at: datetime
    place: int | None
    """From 1; None while it is not in the log yet."""
    head: TreeHead | None


class KeyHere(StrEnum):
    CURRENT = "current"
    PAST = "past"
    UNKNOWN = "unknown"


class HeadHere(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"


def find_entry(number: str, payload_sha256: str) -> LogEntry | None:
    """By arrival number or registration number, and the whole hash; None when they do not belong together."""
    submissions = Submission.objects.filter(payload_sha256=payload_sha256.strip().lower())
    found = _numbered(submissions, number.strip())
    if found is None:
        return None
    call = public_calls().filter(pk=found.application.call_id).first()
    if call is None:
        return None
    index = ProofLeaf.objects.filter(submission=found).values_list("index", flat=True).first()
    return LogEntry(
        call=call,
        arrival=found.arrival,
        registration=found.registration,
        received_at=found.received_at,
        place=None if index is None else index + 1,
        head=latest_head(call.pk),
    )


def _numbered(submissions: Any, number: str) -> Submission | None:
    ordinal, slash, year = number.partition("/")
    if not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) <= 9):
        return None
    if slash:
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            return None
        submissions = submissions.filter(registration_number=int(ordinal), registration_year=int(year))
    else:
        submissions = submissions.filter(arrival=int(ordinal))
    found: Submission | None = submissions.select_related("application").first()
    return found


def heads_after(call_id: int, tree_size: int, *, limit: int = HEADS_AT_ONCE) -> list[TreeHead]:
    """In order, from the first that is larger: what a witness has not read yet."""
    return list(
        TreeHead.objects.filter(call_id=call_id, tree_size__gt=tree_size).order_by("tree_size")[:limit]
    )


def key_here(public_key: str) -> KeyHere:
    """Whether a key is one that this office published."""
    keys = [key.public_key for key in log_keys()]
    if public_key not in keys:
        return KeyHere.UNKNOWN
    return KeyHere.CURRENT if public_key == keys[-1] else KeyHere.PAST


def head_here(head: SignedHead) -> HeadHere:
    """Whether our log has this state now. After a true signature, anything but SAME means that our log was changed."""
    ours = TreeHead.objects.filter(call__slug=head.call, tree_size=head.tree_size).first()
    if ours is None:
        return HeadHere.MISSING
    return HeadHere.SAME if ours.root == head.root.hex() else HeadHere.DIFFERENT


def calls_by_slug(slugs: Sequence[str]) -> dict[str, Any]:
    """The published calls among these codes."""
    return {call.slug: call for call in public_calls().filter(slug__in=slugs)}
