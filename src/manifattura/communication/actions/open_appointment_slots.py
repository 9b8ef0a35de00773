"""An office opens the slots of a plan; those that would run into one that is there are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.appointments import MOST_SLOTS, Plan, PlanFault, Slot, new_among, slots_of
from ..models import AppointmentService, AppointmentSlot
from ..permissions import may_keep_appointments

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FIELD = {
    PlanFault.BACKWARDS: "last",
    PlanFault.LONG: "last",
    PlanFault.HOURS: "closes",
    PlanFault.EMPTY: "first",
    PlanFault.MANY: "last",
}


def planned_slots(*, service: AppointmentService, plan: Plan) -> tuple[Slot, ...]:
    """What opening would make now, to be shown before. Raises `Refused` beside the field."""
    found = slots_of(plan, is_working=city_calendar().is_working, moment=database_now())
    if isinstance(found, PlanFault):
        raise Refused(_words()[found].format(most=MOST_SLOTS), field=FIELD[found], code=found)
    there = AppointmentSlot.objects.filter(service=service, off_at=None, ends_at__gt=found[0].starts_at)
    new = new_among(found, (Slot(one.starts_at, one.ends_at) for one in there))
    if not new:
        raise Refused(_("Questi orari sono già aperti."), field="first", code="there")
    return new


def open_appointment_slots(*, service: AppointmentService, plan: Plan, by: Person) -> list[AppointmentSlot]:
    if not may_keep_appointments(by, service):
        raise PermissionRefused
    with transaction.atomic():
        stored = AppointmentService.objects.select_for_update().get(pk=service.pk)
        made = AppointmentSlot.objects.bulk_create(
            AppointmentSlot(
                service=stored,
                starts_at=one.starts_at,
                ends_at=one.ends_at,
                places=stored.places,
                way=stored.way,
                place=stored.place,
            )
            for one in planned_slots(service=stored, plan=plan)
        )
        audit.record(
            "appointment_slots_opened",
            by=by,
            subject=stored,
            after={"slots": len(made), "starts_at": made[0].starts_at.isoformat()},
        )
    return made


def _words() -> dict[PlanFault, str]:
    return {
        PlanFault.BACKWARDS: _("L’ultimo giorno viene prima del primo."),
        PlanFault.LONG: _("Apri al massimo tre mesi alla volta."),
        PlanFault.HOURS: _("Tra queste ore non ci sta nemmeno un appuntamento."),
        PlanFault.EMPTY: _("In questi giorni non c’è nessun orario: sono passati, chiusi o festivi."),
        PlanFault.MANY: _("Sono più di {most} orari: apri un periodo più corto."),
    }
