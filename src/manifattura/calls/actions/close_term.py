"""End a term: it was answered, given up, or what follows its expiry was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..models import Term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def close_term(*, term: Term, outcome: str, by: Person | None = None) -> Term:
    """Closed with its outcome ("answered", "expired", "withdrawn" …); closing twice keeps the first outcome."""
    with transaction.atomic():
        locked = Term.objects.select_for_update(of=("self",)).get(pk=term.pk)
        if locked.closed_at is not None:
            return locked
        locked.closed_at, locked.outcome = database_now(), outcome[:40]
        locked.save(update_fields=["closed_at", "outcome"])
        audit.record(
            "term_closed", by=by, subject=locked, scope=locked.audit_scope, after={"outcome": outcome}
        )
    return locked
