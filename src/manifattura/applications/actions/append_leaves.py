"""Put registered submissions into the proof log of their calls, in order of arrival, and sign the new heads."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from manifattura.kernel.clock import database_now
from manifattura.kernel.copy_in import copy_in
from manifattura.kernel.signing_keys import KeyMissing, SigningKey

from ..domain.merkle import GrowingTree, leaf_hash
from ..domain.proof_documents import leaf_text, tree_head_text
from ..models import ProofLeaf, Submission, TreeHead
from ..queries.proof_log import latest_head, leaves_of, tree_of
from ..queries.proof_rows import row_of
from .log_keys import signing_key

LEAF = ("call_id", "index", "submission_id", "leaf", "leaf_hash", "subtrees", "row_mac")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CallCode:
    """A call by its row and by the last part of its page's address, which never changes: what leaves and heads say."""

    pk: int
    slug: str


def append_leaves(batch: Sequence[Submission]) -> None:
    """Called by the registrar in the transaction that numbers the batch, under its lock, ordered by arrival.

    A missing key stops no registration: the leaves are there, their heads are signed when it is back.
    """
    if not batch:
        return
    key = _key_if_there()
    for call, submissions in _by_call(batch).items():
        tree = tree_of(call.pk)
        copy_in(ProofLeaf, LEAF, (_leaf(call, tree, submission, key) for submission in submissions))
        if key is not None:
            _sign(call, tree, key)


def sign_head(call_id: int) -> TreeHead | None:
    """Sign the tree of a call as it stands, if no head says so yet. Under the registrar's lock."""
    key = _key_if_there()
    size = leaves_of(call_id)
    head = latest_head(call_id)
    if key is None or size == (head.tree_size if head else 0):
        return head
    slug = ProofLeaf.objects.filter(call_id=call_id).values_list("call__slug", flat=True)[0]
    return _sign(CallCode(call_id, slug), tree_of(call_id), key)


def _sign(call: CallCode, tree: GrowingTree, key: SigningKey) -> TreeHead:
    last = latest_head(call.pk)
    moment = database_now()
    # a clock that steps back must not make a later head look older than the one before
    signed_at = max(moment, last.signed_at) if last else moment
    text = tree_head_text(call=call.slug, root=tree.root(), tree_size=tree.size, signed_at=signed_at)
    return TreeHead.objects.create(
        call_id=call.pk,
        tree_size=tree.size,
        root=tree.root().hex(),
        signed_at=signed_at,
        tree_head=text,
        signature=key.sign(text.encode()),
        public_key=key.public_key,
    )


def _leaf(
    call: CallCode, tree: GrowingTree, submission: Submission, key: SigningKey | None
) -> tuple[Any, ...]:
    """The columns of `LEAF`; the tree grows by it."""
    index = tree.size
    text = leaf_text(
        arrival=submission.arrival,
        call=call.slug,
        payload_sha256=submission.payload_sha256,
        received_at=submission.received_at,
    )
    hashed = leaf_hash(text.encode())
    completed = tree.append(hashed)
    return (
        call.pk,
        index,
        submission.pk,
        text,
        hashed.hex(),
        "".join(one.hex() for one in completed),
        key.mac(row_of(submission, index, hashed.hex())) if key else "",
    )


def _by_call(batch: Sequence[Submission]) -> dict[CallCode, list[Submission]]:
    calls = {
        pk: CallCode(call_id, slug)
        for pk, call_id, slug in Submission.objects.filter(
            pk__in=[submission.pk for submission in batch]
        ).values_list("pk", "application__call_id", "application__call__slug")
    }
    found: dict[CallCode, list[Submission]] = defaultdict(list)
    for submission in sorted(batch, key=lambda one: one.arrival):
        found[calls[submission.pk]].append(submission)
    return found


def _key_if_there() -> SigningKey | None:
    try:
        return signing_key()
    except KeyMissing:
        logger.exception("The proof log is not signed: see docs/proof-log.md.")
        return None
