"""Close a form that nobody sent: its term is over, or it is not needed any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import now

from ..domain.form_states import FormState, may_move_form
from ..queries.locks import lock_form

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import FilledForm


def close_form(*, form: FilledForm, by: Person | None = None) -> bool:
    """Nobody can send it afterwards; what was written stays readable. False when it was sent or closed before."""
    with transaction.atomic():
        locked = lock_form(form.pk)
        if not may_move_form(FormState(locked.state), FormState.CLOSED):
            return False
        locked.state, locked.closed_at = FormState.CLOSED, now()
        locked.save(update_fields=["state", "closed_at", "changed_at"])
        audit.record(
            "form_closed",
            by=by,
            subject=locked,
            on_behalf=locked.application.lead,
            scope=locked.audit_scope,
        )
    form.refresh_from_db()
    return True
