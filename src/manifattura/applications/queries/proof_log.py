"""The proof log as it stands: the tree of a call, its heads and keys, and the files that prove something from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, Subquery

from ..domain.merkle import (
    GrowingTree,
    Node,
    consistency_ranges,
    hashes_of,
    home,
    inclusion_ranges,
    nodes_of,
    perfect_subtrees,
)
from ..domain.receipt_documents import CONSISTENCY, RECEIPT
from ..models import HeadCountersignature, LogKey, ProofLeaf, Submission, TreeHead

HASH_DIGITS = 64


def tree_of(call_id: int) -> GrowingTree:
    """The right edge of a call's tree, read from as many rows as its size has ones in binary."""
    size = leaves_of(call_id)
    nodes = perfect_subtrees(0, size)
    found = hashes_in_log(call_id, nodes)
    return GrowingTree(size, [found[node] for node in nodes])


def leaves_of(call_id: int) -> int:
    last = ProofLeaf.objects.filter(call_id=call_id).order_by("-index").values_list("index", flat=True)[:1]
    return last[0] + 1 if last else 0


def hashes_in_log(call_id: int, nodes: Iterable[Node]) -> dict[Node, bytes]:
    """The stored hashes of these leaves and perfect subtrees, in one query."""
    homes = {node: home(node) for node in nodes}
    rows = ProofLeaf.objects.filter(call_id=call_id, index__in={index for index, _ in homes.values()})
    stored = {
        index: leaf_hash + subtrees
        for index, leaf_hash, subtrees in rows.values_list("index", "leaf_hash", "subtrees")
    }
    return {
        node: bytes.fromhex(stored[index][(place + 1) * HASH_DIGITS : (place + 2) * HASH_DIGITS])
        for node, (index, place) in homes.items()
    }


def latest_head(call_id: int) -> TreeHead | None:
    return TreeHead.objects.filter(call_id=call_id).order_by("-tree_size").first()


def head_of_size(call_id: int, tree_size: int) -> TreeHead | None:
    return TreeHead.objects.filter(call_id=call_id, tree_size=tree_size).first()


def calls_without_head() -> list[int]:
    """The calls whose last leaf no signed head covers: they wait for the key."""
    heads = TreeHead.objects.filter(call_id=OuterRef("call_id")).values("call_id")
    signed = Subquery(heads.annotate(top=Max("tree_size")).values("top"))
    sizes = ProofLeaf.objects.order_by().values("call_id").annotate(size=Max("index") + 1)
    waiting = sizes.annotate(signed=signed).exclude(signed=F("size"))
    return list(waiting.values_list("call_id", flat=True))


def head_that_covers(call_id: int, moment: datetime) -> TreeHead | None:
    """The first head with everything that had arrived by then: what a ranking prints, always the same."""
    arrived = ProofLeaf.objects.filter(call_id=call_id, submission__received_at__lte=moment)
    last: int | None = arrived.aggregate(last=Max("index"))["last"]
    if last is None:
        return None
    return TreeHead.objects.filter(call_id=call_id, tree_size__gt=last).order_by("tree_size").first()


def log_keys() -> list[LogKey]:
    """From the first to the one that signs now."""
    return list(LogKey.objects.order_by("id"))


def receipt_document(submission: Submission) -> dict[str, Any] | None:
    """`manifattura-receipt/1`, under the first head that covers the submission, so that it is always the same file.

    None until the registrar has put it into the log and a head is signed.
    """
    leaf = ProofLeaf.objects.filter(submission=submission).first()
    if leaf is None:
        return None
    head = (
        TreeHead.objects.filter(call_id=leaf.call_id, tree_size__gt=leaf.index).order_by("tree_size").first()
    )
    if head is None:
        return None
    ranges = inclusion_ranges(leaf.index, head.tree_size)
    path = hashes_of(ranges, hashes_in_log(leaf.call_id, nodes_of(ranges)))
    return {
        "format": RECEIPT,
        "leaf": json.loads(leaf.leaf),
        "leaf_index": leaf.index,
        "tree_size": head.tree_size,
        "root": head.root,
        "inclusion_path": [one.hex() for one in path],
        "tree_head": json.loads(head.tree_head),
        "signature": head.signature,
        "public_key": head.public_key,
    }


def consistency_document(call_id: int, first: int, second: int) -> dict[str, Any] | None:
    """`manifattura-consistency/1` between the heads of these two sizes, both signed by the newest key they share.

    None when one of the heads does not exist, the second is the smaller, or no key signed both.
    """
    heads = [head_of_size(call_id, size) for size in (first, second)]
    old, new = heads
    if old is None or new is None or first > second:
        return None
    signed = _signatures([old, new])
    key = _shared_key(signed)
    if key is None:
        return None
    ranges = consistency_ranges(first, second)
    proof = hashes_of(ranges, hashes_in_log(call_id, nodes_of(ranges)))
    return {
        "format": CONSISTENCY,
        "first": {"tree_head": json.loads(old.tree_head), "signature": signed[0][key]},
        "second": {"tree_head": json.loads(new.tree_head), "signature": signed[1][key]},
        "proof": [one.hex() for one in proof],
        "public_key": key,
    }


def _signatures(heads: Sequence[TreeHead]) -> list[dict[str, str]]:
    """For each head: public key → signature."""
    found = {head.pk: {head.public_key: head.signature} for head in heads}
    for one in HeadCountersignature.objects.filter(head__in=heads):
        found[one.head_id][one.public_key] = one.signature
    return [found[head.pk] for head in heads]


def _shared_key(signed: Sequence[dict[str, str]]) -> str | None:
    for key in reversed(log_keys()):
        if all(key.public_key in one for one in signed):
            return key.public_key
    return None
