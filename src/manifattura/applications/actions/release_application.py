"""In a register, always open: who was refused, or is no more in it, may apply again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.calls.domain.states import CallKind
from manifattura.kernel import audit

from ..queries.locks import lock_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def release_application(*, application: Application, by: Person | None) -> bool:
    """The application keeps its outcome and counts no more as the firm's live one. False where it did not count, and
    in calls with a comparison, where each firm has one application whatever its outcome.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        if locked.call.kind != CallKind.REGISTER or not locked.is_live:
            return False
        locked.is_live = False
        locked.save(update_fields=["is_live", "changed_at"])
        audit.record("application_released", by=by, subject=locked, scope=locked.audit_scope)
    application.is_live = False
    return True
