"""Move an application along its procedure: used by `evaluation`, always with its audit entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.ui.statuses import find_status

from ..domain.states import ApplicationState, may_move
from ..models import Application
from ..queries.locks import lock_application

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def move_application(
    *, application: Application, target: ApplicationState, by: Person | None, reason: str = ""
) -> Application:
    """Change the state where the procedure allows it (`domain/states.py`); `by` None is the system."""
    with transaction.atomic():
        locked = lock_application(application.pk)
        source = ApplicationState(locked.state)
        _refuse_unless_allowed(source, target, locked.call)
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
    applications: Sequence[Application],
    target: ApplicationState,
    by: Person | None,
    reason: str = "",
) -> int:
    """Move many applications of one call in one transaction and a few statements: all or none; returns how many."""
    ids = [application.pk for application in applications]
    with transaction.atomic():
        locked = list(
            Application.objects.select_for_update(of=("self",), no_key=True)
            .select_related("call")
            .filter(pk__in=ids)
            .order_by("pk")
        )
        for application in locked:
            _refuse_unless_allowed(ApplicationState(application.state), target, application.call)
        audit.record_many(
            "application_moved",
            by=by,
            scope=locked[0].audit_scope if locked else "",
            entries=[
                audit.Entry(
                    application, {"state": application.state}, {"state": target.value, "reason": reason}
                )
                for application in locked
            ],
        )
        Application.objects.filter(pk__in=ids).update(state=target, changed_at=now())
    for application in applications:
        application.state = target
    return len(locked)


def _refuse_unless_allowed(source: ApplicationState, target: ApplicationState, call: Call) -> None:
    said = current_edition(call).rejection_notice
    if not may_move(source, target, call.kind, rejection_notice=said):
        raise Refused(
            _("Dallo stato «%(source)s» non si passa a «%(target)s».")
            % {
                "source": find_status(call.outcome_words, source).word,
                "target": find_status(call.outcome_words, target).word,
            },
            code="state",
        )
