"""Forget who asked for documents, why, and the copies given; number, kind, days and outcome stay in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.applications.actions.erase_files import erase_files_later
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused

from ..models import AccessCopy, AccessRequest, CounterInterested
from ..permissions import may_direct_retention

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

GONE = "Scartato"


def erase_access(*, request_id: int, authority: str, by: Person) -> bool:
    """False when it had gone already. `public_subject` has no names and stays."""
    with transaction.atomic():
        locked = (
            AccessRequest.objects.select_for_update(of=("self",)).select_related("call").get(pk=request_id)
        )
        if locked.call is None or not may_direct_retention(by, locked.call):
            raise PermissionRefused
        if locked.discarded_at is not None:
            return False
        copies = AccessCopy.objects.filter(request=locked)
        keys = list(copies.values_list("storage_key", flat=True))
        with erasure_permitted(tables=("records_accesscopy",), authority=authority, by=by):
            copies.delete()
        CounterInterested.objects.filter(request=locked).exclude(objection="").update(objection=GONE)
        locked.requester, locked.requester_name, locked.requester_contact = None, GONE, ""
        locked.subject, locked.reason, locked.decision = GONE, "", ""
        locked.discarded_at = now()
        locked.version += 1
        locked.save()
        audit.record(
            "access_discarded",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"authority": authority, "files": len(keys)},
        )
        erase_files_later(keys)
    return True
