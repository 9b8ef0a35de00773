"""Send a draft back to those who write it, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_person
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import CallState
from ..models import Call
from ..permissions import may_return
from .refuse_overtaken import refuse_overtaken

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def return_call(*, call: Call, reason: str, by: Person) -> None:
    """Back to draft; whoever submitted it is told why."""
    if not reason.strip():
        raise Refused(_("Scrivi che cosa va cambiato."), field="reason")
    with transaction.atomic():
        locked = Call.objects.select_related("submitted_for_approval_by").select_for_update(of=("self",))
        returned = locked.get(pk=call.pk)
        refuse_overtaken(returned, by, expected=(CallState.IN_APPROVAL, CallState.APPROVED))
        if not may_return(by, returned):
            raise PermissionRefused
        before = returned.state
        returned.state = CallState.DRAFT
        returned.approved_by, returned.approved_at, returned.approved_sha256 = None, None, ""
        returned.save(update_fields=["state", "approved_by", "approved_at", "approved_sha256"])
        audit.record(
            "call_returned",
            by=by,
            subject=returned,
            scope=returned.audit_scope,
            before={"state": before},
            after={"state": CallState.DRAFT, "reason": reason.strip()},
        )
        author = returned.submitted_for_approval_by
        if author is not None and author.pk != by.pk:
            notify_person(
                person=author,
                kind="call_returned",
                subject=_("Bando da rivedere: %(title)s") % {"title": returned.title},
                body=reason.strip(),
                url=f"/ufficio/bandi/{returned.pk}/",
                scope=returned.audit_scope,
            )
    call.refresh_from_db()
