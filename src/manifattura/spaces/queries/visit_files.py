"""A visit as a file for people's calendars."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now

from ..domain.visit_calendar import visit_file
from ..domain.visits import BookingState
from ..models import VisitBooking
from .visits import where_to_meet


def calendar_of(booking: VisitBooking) -> bytes:
    """For who has the place: the meeting point is in it."""
    host = settings.PUBLIC_ADDRESS.split("//")[-1]
    return visit_file(
        uid=f"visita-{booking.code}@{host}",
        starts_at=booking.slot.starts_at,
        ends_at=booking.slot.ends_at,
        written_at=now(),
        title=_("Visita: {space}").format(space=booking.space.name or booking.space.address),
        place=where_to_meet(booking),
        url=f"{settings.PUBLIC_ADDRESS}{reverse('spaces:card', args=[booking.space.code_key])}",
        off=booking.state == BookingState.CANCELLED,
    )
