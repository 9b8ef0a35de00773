"""The office checks a seat that was declared: address, NIL and municipio are as written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Seat
from ..permissions import may_decide_claims
from .guard import locked
from .save_seat import facts_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def check_seat(*, seat: Seat, seen: str, by: Person) -> Seat:
    """Mark it as checked; `seen` is the mark of what the official read (`Seat.mark`): changed since, it is refused.

    Nothing of the firm changes, so its declarations stay. Checking twice keeps the first moment.
    """
    if not may_decide_claims(by):
        raise PermissionRefused(_("Le sedi le verifica l’ufficio."))
    with transaction.atomic():
        organisation = locked(seat.organisation_id)
        stored = Seat.objects.filter(pk=seat.pk).first()
        if stored is None or stored.mark != seen:
            raise Refused(_("La sede è cambiata mentre la controllavi: rileggila."), code="changed")
        if stored.checked_at is None:
            stored.checked_at = now()
            stored.save(update_fields=["checked_at"])
            audit.record(
                "seat_checked", by=by, subject=organisation, on_behalf=organisation, after=facts_of(stored)
            )
    return stored
