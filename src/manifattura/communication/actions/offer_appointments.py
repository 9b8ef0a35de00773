"""An office says what it receives people for; two people who change it at once do not overwrite each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..models import AppointmentService
from ..permissions import may_offer_appointments

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

FACTS = ("name", "name_en", "text", "text_en", "way", "place", "minutes", "places", "is_offered")


def offer_appointments(*, office_id: int, facts: dict[str, Any], by: Person) -> AppointmentService:
    """`facts`: the names of `FACTS`. Nobody sees it before it has slots."""
    if not may_offer_appointments(by, office_id):
        raise PermissionRefused
    _check(facts)
    with transaction.atomic():
        made = AppointmentService.objects.create(office_id=office_id, **{name: facts[name] for name in FACTS})
        audit.record("appointments_offered", by=by, subject=made, after={"way": made.way})
    return made


def change_offer(
    *, service: AppointmentService, version: int, facts: dict[str, Any], by: Person
) -> AppointmentService:
    """Holds for slots opened from now on. Raises `Conflict` when a colleague changed it meanwhile."""
    if not may_offer_appointments(by, service.office_id):
        raise PermissionRefused
    _check(facts)
    with transaction.atomic():
        stored = AppointmentService.objects.select_for_update().get(pk=service.pk)
        if stored.version != version:
            raise Conflict(
                _("Una collega o un collega ha cambiato il servizio nel frattempo. Ricarica la pagina."),
                theirs={name: getattr(stored, name) for name in FACTS},
            )
        before = {name: getattr(stored, name) for name in FACTS}
        for name in FACTS:
            setattr(stored, name, facts[name])
        stored.version += 1
        stored.save()
        audit.record(
            "appointments_changed",
            by=by,
            subject=stored,
            before={"way": before["way"], "is_offered": before["is_offered"]},
            after={"way": stored.way, "is_offered": stored.is_offered},
        )
    return stored


def _check(facts: dict[str, Any]) -> None:
    if facts["way"] == AppointmentService.Way.VIDEO and not str(facts["place"]).startswith("https://"):
        raise Refused(
            _("Scrivi il link della videochiamata intero: comincia con https://."), field="place", code="link"
        )
