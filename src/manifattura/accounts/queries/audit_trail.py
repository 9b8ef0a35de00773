"""The audit trail as the office reads it: filtered, and limited to what the reader answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from manifattura.kernel.audit_words import scopes_of_offices
from manifattura.kernel.clock import ROME
from manifattura.kernel.models import AuditEntry

from ..models import Person
from ..permissions import is_administrator, office_ids_of


@dataclass(frozen=True)
class Filters:
    """What the reader looks for; empty values do not filter. `until` is included."""

    scope: str = ""
    person: str = ""
    verb: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def readable_entries(reader: Person, filters: Filters) -> QuerySet[AuditEntry]:
    """Entries the reader may see: all for administrators, those of their offices' calls for officials."""
    entries = AuditEntry.objects.all()
    if not is_administrator(reader):
        entries = entries.filter(scope__in=readable_scopes(reader))
    if filters.scope:
        entries = entries.filter(scope=filters.scope)
    if filters.person:
        entries = entries.filter(
            Q(actor_label__icontains=filters.person) | Q(on_behalf_label__icontains=filters.person)
        )
    if filters.verb:
        entries = entries.filter(verb=filters.verb)
    if filters.subject:
        kind, _, identity = filters.subject.partition(":")
        entries = entries.filter(subject_type=kind, subject_id__in=[identity, filters.subject])
    if filters.since:
        entries = entries.filter(at__gte=_midnight(filters.since))
    if filters.until:
        entries = entries.filter(at__lt=_midnight(filters.until + timedelta(days=1)))
    return entries


def readable_scopes(reader: Person) -> list[str]:
    """Scopes whose entries the reader may see: every one for administrators."""
    return scopes_of_offices(None if is_administrator(reader) else office_ids_of(reader))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ROME)
