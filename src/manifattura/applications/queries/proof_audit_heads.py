"""The keys and the signed heads of an audited call."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db.models import Q

from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.signing_keys import KeyMissing, SigningKey, held_key

from ..domain.proof_documents import tree_head_text, utc_text
from ..models import HeadCountersignature, LogKey, ProofLeaf, Submission, TreeHead
from .proof_audit_leaves import Trees, hash_in, leaf_of
from .proof_findings import COUNTERSIGNATURE, HEAD, KEY, LEAF, SUBMISSION, AuditReport, signed_text


def audit_keys(report: AuditReport) -> tuple[set[str], list[SigningKey]]:
    """The public keys of the log, and those private ones that are at hand."""
    before: LogKey | None = None
    private: list[SigningKey] = []
    public: set[str] = set()
    for key in LogKey.objects.order_by("id"):
        statement = canonical_json(
            {
                "public_key": key.public_key,
                "replaces": before.public_key if before else None,
                "since": utc_text(key.since),
            }
        )
        if key.statement.encode() != statement:
            report.add(KEY, key.pk, "statement is not that of its columns and of the key before")
        if not signed_text(key.public_key, key.signature, key.statement):
            report.add(KEY, key.pk, "signature or public_key: the key did not sign its statement")
        if key.replaced_signature and not (
            before and signed_text(before.public_key, key.replaced_signature, key.statement)
        ):
            report.add(KEY, key.pk, "replaced_signature: the key before did not sign this statement")
        public.add(key.public_key)
        try:
            private.append(held_key(settings.KEYS_FOLDER, key.public_key))
        except (KeyMissing, ValueError):
            report.add(KEY, key.pk, "its private key is not in the keys folder: row_mac cannot be checked")
        before = key
    return public, private


def heads_of(call_id: int, slug: str) -> list[TreeHead]:
    """Those of the call, and those that say that they are."""
    says = f'"call":{json.dumps(slug)},'
    heads = TreeHead.objects.filter(Q(call_id=call_id) | Q(tree_head__contains=says))
    return list(heads.order_by("tree_size", "id"))


def audit_heads(
    heads: Sequence[TreeHead], call_id: int, slug: str, trees: Trees, public: set[str], report: AuditReport
) -> None:
    report.heads = len(heads)
    good = [head for head in heads if _head_stands(head, call_id, slug, public, report)]
    for before, head in pairwise(heads):
        if head.signed_at < before.signed_at:
            report.add(HEAD, head.pk, f"signed_at is before that of head {before.pk}")
    by_stored = all(trees.stored_roots.get(head.tree_size) == head.root for head in good)
    by_rebuilt = all(trees.rebuilt_roots.get(head.tree_size) == head.root for head in good)
    _name_apart(trees, slug, by_stored=by_stored, by_rebuilt=bool(good) and by_rebuilt, report=report)
    if not by_stored and not by_rebuilt:
        for head in good:
            if trees.stored_roots.get(head.tree_size) != head.root:
                report.add(HEAD, head.pk, _unlike(head, report.leaves))
    _audit_countersignatures(heads, public, report)
    _check_covered(call_id, max((head.tree_size for head in good), default=0), report)


def _audit_countersignatures(heads: Sequence[TreeHead], public: set[str], report: AuditReport) -> None:
    """Those of these heads, and those of no head at all; every newer key signed every older head."""
    by_pk = {head.pk: head for head in heads}
    signed = {(head.pk, head.public_key) for head in heads}
    lost = ~Q(head_id__in=TreeHead.objects.values("pk"))
    for one in HeadCountersignature.objects.filter(Q(head_id__in=by_pk) | lost).order_by("pk"):
        head = by_pk.get(one.head_id)
        if head is None:
            report.add(COUNTERSIGNATURE, one.pk, f"head_id: there is no head {one.head_id}")
        elif one.public_key not in public or not signed_text(one.public_key, one.signature, head.tree_head):
            report.add(COUNTERSIGNATURE, one.pk, f"it does not verify for head {head.pk}")
        signed.add((one.head_id, one.public_key))
    keys = [key.public_key for key in LogKey.objects.order_by("id")]
    for head in heads:
        newer = keys[keys.index(head.public_key) + 1 :] if head.public_key in keys else []
        for key in newer:
            if (head.pk, key) not in signed:
                report.add(HEAD, head.pk, f"the signature by the newer key {key} is missing")


def _check_covered(call_id: int, signed: int, report: AuditReport) -> None:
    last = ProofLeaf.objects.filter(call_id=call_id).order_by("-index").first()
    if last is not None and report.leaves > signed:
        report.add(LEAF, last.pk, "no signed head covers it: a head is missing, or waits for its key")


def _name_apart(trees: Trees, slug: str, *, by_stored: bool, by_rebuilt: bool, report: AuditReport) -> None:
    """The signed roots say who is right where a leaf and its submission differ."""
    for leaf, submission in trees.apart:
        if by_rebuilt:
            report.add(LEAF, leaf.pk, "leaf and leaf_hash are not those of the submission that was signed")
            continue
        report.add(SUBMISSION, submission.pk, f"{_apart(leaf, submission, slug)} not as in the signed log")
        if not by_stored:
            report.add(LEAF, leaf.pk, "leaf and leaf_hash differ from their submission")


def _unlike(head: TreeHead, leaves: int) -> str:
    if head.tree_size > leaves:
        return f"it was signed over {head.tree_size} leaves, and there are {leaves}: some were removed"
    return "its root is not that of the leaves: one of them was changed, added or removed"


def _apart(leaf: ProofLeaf, submission: Submission, slug: str) -> str:
    """The columns in which a submission differs from its leaf."""
    try:
        logged = json.loads(leaf.leaf)
    except ValueError:
        return "the submission is"
    stands = json.loads(leaf_of(submission, slug))
    names = [name for name, value in stands.items() if logged.get(name) != value]
    return f"{', '.join(names)}:" if names else "the submission is"


def _head_stands(head: TreeHead, call_id: int, slug: str, public: set[str], report: AuditReport) -> bool:
    """Columns, text and signature agree, and the key is ours; its root is compared by the caller."""
    faults = []
    if head.call_id != call_id:
        faults.append("call_id: its text is of another call")
    text = tree_head_text(
        call=slug, root=bytes.fromhex(hash_in(head.root)), tree_size=head.tree_size, signed_at=head.signed_at
    )
    if head.tree_head != text:
        faults.append(f"{_changed(head.tree_head, text)}: columns and signed text do not agree")
    if head.public_key not in public:
        faults.append("public_key is none of the log's keys")
    if not signed_text(head.public_key, head.signature, head.tree_head):
        faults.append("signature, public_key or tree_head: the signature does not verify")
    for fault in faults:
        report.add(HEAD, head.pk, fault)
    return not faults


def _changed(signed: str, columns: str) -> str:
    try:
        read: Mapping[str, Any] = json.loads(signed)
    except ValueError:
        return "tree_head"
    column = {"timestamp": "signed_at"}
    names = [column.get(name, name) for name, value in json.loads(columns).items() if read.get(name) != value]
    return ", ".join(names) or "tree_head"
