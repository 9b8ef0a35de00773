"""Reckon every open term again: the days without terms have changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from manifattura.kernel import audit

from ..models import Term
from .reckon_term import reckon_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def reckon_open_terms(*, by: Person | None) -> int:
    """How many ends moved. The caller holds the transaction; each move has its audit entry."""
    terms = (
        Term.objects.select_for_update(of=("self",))
        .filter(closed_at=None, expired_at=None, due_on__isnull=False)
        .prefetch_related("suspensions")
        .order_by("pk")
    )
    moved = []
    for term in terms:
        before = term.due_on
        if reckon_term(term):
            moved.append(audit.Entry(term, {"due_on": _iso(before)}, {"due_on": _iso(term.due_on)}))
    audit.record_many("term_moved", by=by, entries=moved)
    return len(moved)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
