"""Move an application along its procedure: used by `evaluation`, always with its audit entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.states import ApplicationState, may_move
from ..models import Application
from ..queries.locks import lock_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def move_application(
    *, application: Application, target: ApplicationState, by: Person | None, reason: str = ""
) -> Application:
    """Change the state where the procedure allows it (`domain/states.py`); `by` None is the system."""
    with transaction.atomic():
        locked = lock_application(application.pk)
        source = ApplicationState(locked.state)
        if not may_move(source, target):
            raise Refused(
                _("Dallo stato «%(source)s» non si passa a «%(target)s».")
                % {"source": source.value, "target": target.value},
                code="state",
            )
        locked.state = target
        locked.save(update_fields=["state", "changed_at"])
        audit.record(
            "application_moved",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"state": source.value},
            after={"state": target.value, "reason": reason},
        )
    application.state = target
    return application


def move_applications(
    *,
    applications: Iterable[Application],
    target: ApplicationState,
    by: Person | None,
    reason: str = "",
) -> int:
    """Move many in one transaction: all or none; returns how many."""
    moved = 0
    with transaction.atomic():
        for application in applications:
            move_application(application=application, target=target, by=by, reason=reason)
            moved += 1
    return moved
