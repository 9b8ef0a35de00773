"""The access log as people read it: their own last lines, or all of it for administrators."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from manifattura.kernel.clock import ROME

from ..models import Access, Person


def last_accesses(person: Person, number: int = 5) -> list[Access]:
    """Where one's account was entered from lately."""
    return list(person.accesses.all()[:number])


def accesses(
    *, person: str = "", kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Access]:
    """Every line that the filters leave, the latest first; `until` is included."""
    found = Access.objects.select_related("person")
    if person:
        found = found.filter(person__full_name__icontains=person)
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(at__gte=_midnight(since))
    if until:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=ROME)
