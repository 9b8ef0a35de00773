"""Writes the audit trail: called by every action, inside its transaction (DPR 445/2000, L. 241/1990)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from .copy_in import copy_in
from .models import AuditEntry

OF_ENTRY = ("subject_type", "subject_id", "subject_label", "scope", "before", "after")


class Represented(Protocol):
    """Whoever is acted for: an opaque id and a label, so that the kernel knows no firm."""

    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


class Party(Represented, Protocol):
    """Whoever acts; `audit_assurance` says how they were known then (`spid:2`), empty for who has no session."""

    @property
    def audit_assurance(self) -> str: ...


class Subject(Protocol):
    """What is acted upon: `audit_type`, `audit_id`, `audit_label`."""

    @property
    def audit_type(self) -> str: ...
    @property
    def audit_id(self) -> str: ...
    @property
    def audit_label(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """What changed on one of the objects of an act that touches many."""

    subject: Subject
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    scope: str = ""
    """Where the act touches several scopes; else the act's own."""


def record(
    verb: str,
    *,
    by: Party | None,
    subject: Subject,
    on_behalf: Represented | None = None,
    scope: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append one entry. `by` None means the system; `scope` groups entries by call (`"call:12"`)."""
    _row(verb, by, Entry(subject, before, after), on_behalf, scope).save(force_insert=True)


def record_many(verb: str, *, by: Party | None, entries: Iterable[Entry], scope: str = "") -> None:
    """Append one entry per object, in one statement: for acts on hundreds of objects."""
    columns = _columns(verb, by, None)
    many = (_of_entry(entry, scope) for entry in entries)
    copy_in(
        AuditEntry,
        [*columns, *OF_ENTRY],
        ([*columns.values(), *(one[name] for name in OF_ENTRY)] for one in many),
    )


def _row(verb: str, by: Party | None, entry: Entry, on_behalf: Represented | None, scope: str) -> AuditEntry:
    return AuditEntry(**_columns(verb, by, on_behalf), **_of_entry(entry, scope))


def _columns(verb: str, by: Party | None, on_behalf: Represented | None) -> dict[str, str]:
    """Who did what, the same for each of the objects of an act."""
    return {
        "actor_id": by.audit_id if by else "",
        "actor_label": by.audit_label[:200] if by else "sistema",
        "actor_assurance": by.audit_assurance if by else "",
        "on_behalf_id": on_behalf.audit_id if on_behalf else "",
        "on_behalf_label": on_behalf.audit_label[:200] if on_behalf else "",
        "verb": verb,
    }


def _of_entry(entry: Entry, scope: str) -> dict[str, Any]:
    """To what it was done, and what changed."""
    return {
        "subject_type": entry.subject.audit_type,
        "subject_id": entry.subject.audit_id,
        "subject_label": entry.subject.audit_label[:200],
        "scope": entry.scope or scope,
        "before": dict(entry.before) if entry.before is not None else None,
        "after": dict(entry.after) if entry.after is not None else None,
    }
