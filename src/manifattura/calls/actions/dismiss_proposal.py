"""Set a proposal of extension aside, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..models import ExtensionProposal
from ..permissions import may_extend

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def dismiss_proposal(*, proposal: ExtensionProposal, reason: str, by: Person) -> ExtensionProposal:
    """Nothing moves. `Conflict` when somebody decided meanwhile."""
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: resta agli atti."), field="reason")
    with transaction.atomic():
        locked = open_proposal(proposal.pk)
        call = locked.round.call
        if not may_extend(by, call):
            raise PermissionRefused
        locked.decided_at, locked.decided_by, locked.reason = database_now(), by, reason.strip()
        locked.save(update_fields=["decided_at", "decided_by", "reason"])
        audit.record(
            "extension_dismissed",
            by=by,
            subject=call,
            scope=call.audit_scope,
            after={"reason": reason.strip(), "deadline_at": locked.deadline_at.isoformat()},
        )
    return locked


def open_proposal(pk: int) -> ExtensionProposal:
    """The proposal, locked and not decided yet; `Conflict` otherwise."""
    found = (
        ExtensionProposal.objects.select_for_update(of=("self",))
        .select_related("round__call", "outage")
        .get(pk=pk)
    )
    if found.decided_at is not None:
        raise Conflict(_("Su questa proposta ha già deciso un collega."), theirs={"reason": found.reason})
    return found
