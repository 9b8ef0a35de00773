"""Events as calendar files: one event, all of them, the session a person signed up for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.clock import now

from ..domain.appointments import AppointmentState
from ..domain.event_calendar import Meeting, meetings_file
from ..models import Appointment, EventPage, SignUp
from .pages import active_language, pages_of
from .sessions import EventDate, dates_of, dates_of_many, event_date

PAST = timedelta(days=30)
MOST = 200


def event_calendar(page: EventPage) -> bytes:
    return _file(_meetings(page, dates_of(page)))


def all_events_calendar() -> bytes:
    """Events to come and those of the last thirty days, to follow from a calendar programme."""
    pages = [
        page for page in pages_of(EventPage, active_language(), "starts_at") if page.ends_at > now() - PAST
    ][:MOST]
    dates = dates_of_many(pages)
    return _file(
        (one for page in pages for one in _meetings(page, dates[page.pk])),
        name=_("Eventi di {programme}").format(programme=settings.CITY["programme"]),
    )


def sign_up_calendar(sign_up: SignUp, *, is_off: bool = False) -> tuple[bytes, str]:
    """The session as it was told to the person, and the method that the file names."""
    register = sign_up.register
    date = event_date(register.session_key)
    meeting = Meeting(
        uid=_uid(f"{register.session_key}"),
        starts_at=register.starts_at,
        ends_at=register.ends_at,
        written_at=now(),
        title=register.title,
        text=date.event.lead if date else "",
        place=register.place,
        url=f"{settings.PUBLIC_ADDRESS}{date.event.address if date else ''}",
        sequence=register.sequence + (1 if is_off else 0),
        is_off=is_off,
    )
    return _file([meeting]), "CANCEL" if is_off else "PUBLISH"


def appointment_calendar(appointment: Appointment) -> tuple[bytes, str]:
    """An appointment with an office as it stands, and the method that the file names."""
    slot = appointment.slot
    is_off = appointment.state != AppointmentState.BOOKED
    meeting = Meeting(
        uid=_uid(f"appointment-{appointment.pk}"),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        written_at=now(),
        title=slot.service.title,
        text=slot.service.office.name,
        place=slot.place,
        url=f"{settings.PUBLIC_ADDRESS}{reverse('communication:appointment', args=[appointment.code])}",
        sequence=int(is_off),
        is_off=is_off,
    )
    return _file([meeting]), "CANCEL" if is_off else "PUBLISH"


def _meetings(page: EventPage, dates: list[EventDate]) -> list[Meeting]:
    """Its sessions; the event itself where it has none."""
    written_at = page.last_published_at or now()
    url = f"{settings.PUBLIC_ADDRESS}{page.address}"
    if not dates:
        uid = _uid(f"{page.translation_key}")
        return [
            Meeting(uid, page.starts_at, page.ends_at, written_at, page.title, page.lead, page.place, url)
        ]
    return [
        Meeting(
            _uid(f"{one.key}"), one.starts_at, one.ends_at, written_at, one.whole_title, page.lead, one.place, url,
            one.sequence,
        )
        for one in dates
    ]  # fmt: skip


def _file(meetings: Iterable[Meeting], name: str = "") -> bytes:
    return meetings_file(meetings, product=f"-//{settings.CITY['institution']}//Manifattura//IT", name=name)


def _uid(key: str) -> str:
    return f"{key}@{urlsplit(settings.PUBLIC_ADDRESS).hostname or 'manifattura'}"
