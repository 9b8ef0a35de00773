"""Throw away a draft that was never sent, when its time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused

from ..domain.states import ApplicationState
from ..models import Application, EnteredArrival
from ..permissions import may_discard
from ..queries.locks import lock_whoever_leads
from .erase_files import erase_files_later

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def erase_draft(*, application_id: int, by: Person) -> bool:
    """Answers, declarations and files go. False when it is not there any more, or was sent meanwhile."""
    with transaction.atomic():
        try:
            locked = lock_whoever_leads(application_id)
        except Application.DoesNotExist:
            return False
        if not may_discard(by, locked.call):
            raise PermissionRefused
        if locked.state != ApplicationState.DRAFT:
            return False
        keys = list(locked.attachments.values_list("storage_key", flat=True))
        keys += locked.verified_signatures.values_list("storage_key", flat=True)
        proof = EnteredArrival.objects.filter(application=locked)
        keys += proof.values_list("storage_key", flat=True)
        audit.record(
            "draft_discarded",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"files": len(keys)},
        )
        proof.delete()
        locked.attachments.all().delete()
        locked.delete()
        erase_files_later(keys)
    return True
