"""The second officer approves: what was read is fixed by its digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.permissions import may_run_call_of
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.states import CallState
from ..models import Call
from ..permissions import may_approve
from ..queries.draft import draft_document
from .refuse_overtaken import refuse_overtaken

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def approve_call(*, call: Call, by: Person, sha256: str = "") -> None:
    """Approve the draft as it is; `sha256` (of what the officer read) must agree when given, or `Conflict`."""
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if locked.state == CallState.APPROVED and may_run_call_of(by, locked.office_id):
            # two second officers at the same moment: what was asked is done
            raise Refused(_("Un collega ha appena approvato questo bando."), code="approved")
        refuse_overtaken(locked, by, expected=(CallState.IN_APPROVAL,))
        if not may_approve(by, locked):
            raise PermissionRefused
        digest = sha256_hex(draft_document(locked))
        if sha256 and sha256 != digest:
            raise Conflict(_("Il bando è cambiato mentre lo leggevi: rileggilo."), theirs={"sha256": digest})
        locked.state = CallState.APPROVED
        locked.approved_by, locked.approved_at, locked.approved_sha256 = by, database_now(), digest
        locked.save(update_fields=["state", "approved_by", "approved_at", "approved_sha256"])
        audit.record(
            "call_approved",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"state": CallState.IN_APPROVAL},
            after={"state": CallState.APPROVED, "sha256": digest},
        )
    call.refresh_from_db()
