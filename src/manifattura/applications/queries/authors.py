"""Who wrote an answer last, as the audit trail tells it: a step has one saver, each of its answers may have another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifattura.kernel.models import AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

    from .sheets import Sheet


@dataclass(frozen=True)
class Author:
    """The name as it was then, the person's key, and the moment."""

    name: str
    person: str
    at: datetime


def author_of(sheet: Sheet, section_key: str, field_key: str) -> Author | None:
    """Who saved this answer last; None when it came with the draft."""
    entry = AuditEntry.objects.filter(
        subject_type=sheet.audit_type,
        subject_id=sheet.audit_id,
        verb="section_saved",
        after__section=section_key,
        after__fields__contains=[field_key],
    ).first()
    return Author(entry.actor_label, entry.actor_id, entry.at) if entry else None
