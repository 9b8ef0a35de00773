"""Ask for the preservation package of a call; a job makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused
from manifattura.kernel.jobs import defer

from ..models import PreservationPackage
from ..permissions import may_direct_retention

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

PACKAGE_TASK = "records.build_package"


def ask_package(*, call: Call, by: Person) -> PreservationPackage:
    """Each asking makes a package of its own, of what there is at that moment."""
    if not may_direct_retention(by, call):
        raise PermissionRefused
    with transaction.atomic():
        package = PreservationPackage.objects.create(call=call, asked_by=by)
        audit.record("package_asked", by=by, subject=package, scope=call.audit_scope)
        defer(PACKAGE_TASK, package_id=package.pk)
    return package
