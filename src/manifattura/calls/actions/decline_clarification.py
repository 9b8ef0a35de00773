"""Decline a question that is not about the call, with the reason: only the person who asked reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Call, Clarification
from ..permissions import may_answer_clarifications
from ..queries.clarifications import public_address
from ..queries.editions import current_edition
from .answer_clarification import waiting_clarification

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def decline_clarification(*, clarification: Clarification, reason: str, by: Person) -> Clarification:
    """Nothing is published. `Conflict` when a colleague answered meanwhile."""
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: lo legge chi ha chiesto."), field="reason")
    with transaction.atomic():
        call = Call.objects.select_for_update(no_key=True).get(pk=clarification.call_id)
        if not may_answer_clarifications(by, call):
            raise PermissionRefused
        locked = waiting_clarification(clarification)
        locked.declined_at, locked.decline_reason, locked.answered_by = database_now(), reason.strip(), by
        locked.save()
        audit.record(
            "clarification_declined",
            by=by,
            subject=locked,
            scope=call.audit_scope,
            after={"reason": reason.strip()},
        )
        with in_language_of(locked.asked_by):
            notify_person(
                person=locked.asked_by,
                kind="clarification_declined",
                subject=_("La tua domanda sul bando «%(title)s»")
                % {"title": current_edition(call).texts.title},
                body=f"{locked.asked_text}\n\n{reason.strip()}",
                url=public_address(call),
                scope=call.audit_scope,
            )
    return locked
