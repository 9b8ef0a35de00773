"""The officer's statement on one application: no conflict of interest, or which one (L. 241/1990 art. 6-bis)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_person
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import ReviewState
from ..models import OfficerStatement, Review
from ..permissions import may_review
from ..queries.reviews import lock_review

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def declare_officer_conflict(
    *, review: Review, has_conflict: bool, reason: str, by: Person
) -> OfficerStatement:
    """Record the statement. A conflict takes the review away from the officer and tells the head of procedure."""
    with transaction.atomic():
        locked = lock_review(review.pk)
        call = locked.application.call
        if not may_review(by, call):
            raise PermissionRefused
        if has_conflict and not reason.strip():
            raise Refused(_("Scrivi in che cosa consiste il conflitto."), field="reason")
        if locked.state in (ReviewState.ADMITTED, ReviewState.NOT_ADMITTED):
            raise Refused(_("La domanda è già decisa."), code="state")
        statement, _created = OfficerStatement.objects.update_or_create(
            review=locked, person=by, defaults={"has_conflict": has_conflict, "reason": reason.strip()}
        )
        if has_conflict and locked.officer_id == by.pk:
            locked.officer = None
            locked.assigned_at = None
            locked.save(update_fields=["officer", "assigned_at"])
        audit.record(
            "officer_conflict_declared",
            by=by,
            subject=locked.application,
            scope=locked.application.audit_scope,
            after={"conflict": has_conflict, "reason": statement.reason},
        )
        if has_conflict and call.head_of_procedure_id != by.pk:
            notify_person(
                person=call.head_of_procedure,
                kind="officer_conflict",
                subject=_("Una domanda va riassegnata: conflitto dichiarato"),
                body=_("%(officer)s non può istruire la domanda %(code)s.")
                % {"officer": by.full_name, "code": locked.application.code},
                url=f"/ufficio/domande/{locked.application.code}/",
                scope=locked.application.audit_scope,
            )
    return statement
