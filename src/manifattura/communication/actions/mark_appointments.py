"""The office ticks who came to their appointments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused

from ..domain.appointments import AppointmentState
from ..models import Appointment
from ..permissions import may_keep_appointments

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def mark_appointments(*, came: Mapping[int, bool], by: Person) -> int:
    """Only those named in `came`, that began, and that somebody still holds; how many marks changed.

    A colleague's marks at another desk stay.
    """
    with transaction.atomic():
        rows = (
            Appointment.objects.select_for_update(of=("self",))
            .select_related("slot__service")
            .filter(pk__in=came, state=AppointmentState.BOOKED, slot__starts_at__lte=database_now())
        )
        changed = [row for row in rows.order_by("pk") if row.came != came[row.pk]]
        for row in changed:
            if not may_keep_appointments(by, row.slot.service):
                raise PermissionRefused
            before, row.came = row.came, came[row.pk]
            row.save(update_fields=["came"])
            audit.record(
                "appointment_marked",
                by=by,
                subject=row,
                before={"was_there": before},
                after={"was_there": row.came},
            )
    return len(changed)
