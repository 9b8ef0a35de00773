"""Delete the files of a call's packages once what they hold was discarded; their digests stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.applications.actions.erase_files import erase_files_later
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused

from ..models import PreservationPackage
from ..permissions import may_direct_retention

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def erase_packages(*, call: Call, authority: str, by: Person) -> int:
    """The archive has its own copy by now; returns how many files go."""
    if not may_direct_retention(by, call):
        raise PermissionRefused
    with transaction.atomic():
        found = list(
            PreservationPackage.objects.select_for_update(of=("self",)).filter(
                call=call, finished_at__isnull=False, removed_at=None
            )
        )
        keys = [one.storage_key for one in found]
        with erasure_permitted(tables=("records_preservationpackage",), authority=authority, by=by):
            for one in found:
                PreservationPackage.objects.filter(pk=one.pk).update(storage_key="", removed_at=now())
                audit.record(
                    "package_discarded",
                    by=by,
                    subject=one,
                    scope=call.audit_scope,
                    after={"sha256": one.sha256, "authority": authority},
                )
        erase_files_later(keys)
    return len(found)
