"""Mark the terms whose last day is over and announce each, once."""

from __future__ import annotations

import logging

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now

from ..domain.clocks import ENDS_BY_ITSELF
from ..models import Term
from ..signals import term_expired
from .close_term import close_term

LOG = logging.getLogger(__name__)


def expire_terms() -> int:
    """How many expired now. Each term in a transaction of its own, with what its receivers write: all or nothing, once.

    A row that another worker holds is skipped; a receiver that fails leaves its term to the next run.
    """
    day = database_now().astimezone(ROME).date()
    over = Term.objects.filter(due_on__lt=day, expired_at=None, closed_at=None).order_by("due_on", "pk")
    return sum(_expire(pk) for pk in over.values_list("pk", flat=True))


def _expire(pk: int) -> bool:
    try:
        with transaction.atomic():
            moment = database_now()
            term = (
                Term.objects.select_for_update(of=("self",), skip_locked=True)
                .filter(pk=pk, due_on__lt=moment.astimezone(ROME).date(), expired_at=None, closed_at=None)
                .first()
            )
            if term is None:
                return False
            term.expired_at = moment
            term.save(update_fields=["expired_at"])
            audit.record("term_expired", by=None, subject=term, scope=term.audit_scope)
            term_expired.send(Term, term_id=term.pk)
            if term.kind in ENDS_BY_ITSELF:
                close_term(term=term, outcome="over")
    except Exception:
        LOG.exception("The expiry of term %s could not be dealt with; it is tried again", pk)
        return False
    return True
