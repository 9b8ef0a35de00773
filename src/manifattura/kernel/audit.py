"""Writes the audit trail: called by every action, inside its transaction (DPR 445/2000, L. 241/1990)."""

from collections.abc import Mapping
from typing import Any, Protocol

from .models import AuditEntry


class Party(Protocol):
    """Whoever acts or is acted for: an opaque id and a label, so that the kernel knows no person."""

    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


class Subject(Protocol):
    """What is acted upon: `audit_type`, `audit_id`, `audit_label`."""

    @property
    def audit_type(self) -> str: ...
    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


def record(
    verb: str,
    *,
    by: Party | None,
    subject: Subject,
    on_behalf: Party | None = None,
    scope: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one entry. `by` None means the system; `scope` groups entries by call (`"call:12"`)."""
    AuditEntry.objects.create(
        actor_id=by.audit_id if by else "",
        actor_label=by.audit_label[:200] if by else "sistema",
        on_behalf_id=on_behalf.audit_id if on_behalf else "",
        on_behalf_label=on_behalf.audit_label[:200] if on_behalf else "",
        verb=verb,
        subject_type=subject.audit_type,
        subject_id=subject.audit_id,
        subject_label=subject.audit_label[:200],
        scope=scope,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
