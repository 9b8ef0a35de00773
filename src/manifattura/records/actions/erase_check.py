"""Forget the words written about a checked application; that it was checked, and the outcome, stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused

from ..models import CheckedApplication
from ..permissions import may_direct_retention

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def erase_check(*, check_id: int, by: Person) -> bool:
    """False when there was nothing written any more."""
    with transaction.atomic():
        locked = (
            CheckedApplication.objects.select_for_update(of=("self",))
            .select_related("sample__call", "application")
            .get(pk=check_id)
        )
        if not may_direct_retention(by, locked.sample.call):
            raise PermissionRefused
        if not locked.note and not locked.doubt:
            return False
        locked.note = locked.doubt = ""
        locked.version += 1
        locked.save(update_fields=["note", "doubt", "version"])
        audit.record(
            "check_discarded", by=by, subject=locked.application, scope=locked.sample.call.audit_scope
        )
    return True
