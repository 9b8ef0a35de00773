"""Checks the proof log of a call row by row and names what was tampered with: `manifattura proof audit CALL`."""

from __future__ import annotations

from .proof_audit_call import audit_published
from .proof_audit_forms import audit_forms
from .proof_audit_heads import audit_heads, audit_keys, heads_of
from .proof_audit_leaves import audit_leaves
from .proof_audit_presence import audit_presence
from .proof_audit_register import audit_days
from .proof_audit_rows import audit_rows
from .proof_audit_states import audit_states
from .proof_audit_submissions import audit_submissions
from .proof_findings import AuditReport


def audit_call(call_id: int, slug: str) -> AuditReport:
    """Recompute everything that the log of this call says; an empty list of findings means that all of it holds."""
    report = AuditReport()
    public, private = audit_keys(report)
    heads = heads_of(call_id, slug)
    trees = audit_leaves(call_id, slug, {head.tree_size for head in heads}, private, report)
    audit_heads(heads, call_id, slug, trees, public, report)
    audit_submissions(call_id, slug, report)
    audit_published(call_id, report)
    audit_presence(call_id, report)
    audit_forms(call_id, report)
    audit_days(report)
    audit_rows(private, report)
    audit_states(private, report)
    return report
