"""Forget who opened an application, for the days that are over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.erasure import erasure_permitted
from manifattura.kernel.errors import PermissionRefused

from ..models import ApplicationReading
from ..permissions import may_discard
from ..queries.locks import lock_whoever_leads

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def erase_readings(*, application_id: int, until: date, authority: str, by: Person) -> int:
    """Rows up to the day `until`, that day included; returns how many."""
    with transaction.atomic():
        locked = lock_whoever_leads(application_id)
        if not may_discard(by, locked.call):
            raise PermissionRefused
        with erasure_permitted(tables=("applications_applicationreading",), authority=authority, by=by):
            count, _kinds = ApplicationReading.objects.filter(application=locked, day__lte=until).delete()
        if count:
            audit.record(
                "readings_discarded",
                by=by,
                subject=locked,
                scope=locked.audit_scope,
                after={"until": until.isoformat(), "rows": count},
            )
    return count
