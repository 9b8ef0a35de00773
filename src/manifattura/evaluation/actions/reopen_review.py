"""Reopen a decided review, with a reason, until the committee can see who was admitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.applications.actions.move_application import move_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.domain.states import CallKind
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.states import ReviewState
from ..models import Committee, FormalReview, Review
from ..permissions import may_direct
from ..queries.reviews import OPEN_STATES, lock_review

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def reopen_review(*, review: Review, reason: str, by: Person) -> Review:
    """Only the head of procedure. When the outcome was communicated, the firm is told that it is examined again."""
    with transaction.atomic():
        phase = FormalReview.objects.select_for_update().select_related("call").get(pk=review.phase_id)
        locked = lock_review(review.pk)
        application = locked.application
        if not may_direct(by, application.call):
            raise PermissionRefused(_("Può riaprire solo il responsabile del procedimento."))
        if not reason.strip():
            raise Refused(_("Scrivi perché la riapri."), field="reason")
        if application.call.kind == CallKind.REGISTER:
            raise Refused(
                _("In un elenco non si riapre: l’impresa può fare una nuova domanda quando vuole."),
                code="register",
            )
        if locked.state in OPEN_STATES:
            raise Refused(_("Questa domanda è già aperta."), code="state")
        if phase.closed_at and Committee.objects.filter(call_id=application.call_id).exists():
            raise Refused(
                _("La commissione è nominata e conosce gli ammessi: non si riapre più."), code="late"
            )
        communicated = locked.communicated_at is not None
        before = {"state": locked.state, "reason": locked.reason}
        locked.state = ReviewState.IN_PROGRESS
        locked.reason = ""
        locked.decided_by = locked.decided_at = locked.communicated_at = None
        locked.version += 1
        locked.save()
        if phase.closed_at:
            phase.closed_at = phase.closed_by = None
            phase.save(update_fields=["closed_at", "closed_by"])
        audit.record(
            "review_reopened",
            by=by,
            subject=application,
            scope=application.audit_scope,
            before=before,
            after={"state": locked.state, "why": reason.strip()},
        )
        if communicated:
            move_application(
                application=application, target=ApplicationState.UNDER_REVIEW, by=by, reason=reason.strip()
            )
            notify_people(
                people=people_acting_for(application.lead),
                kind="review_reopened",
                subject=_("L’ufficio riesamina la tua domanda"),
                body=_("Motivo: %(reason)s") % {"reason": reason.strip()},
                url=f"/domande/{application.code}/",
                scope=application.audit_scope,
            )
    return locked
