"""Sessions of published events, as people see them in a language and as the register knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from manifattura.kernel.clock import now

from ..domain.attendance import Session, SessionState, session_state
from ..models import EventPage, EventSession, SessionRegister
from .pages import LANGUAGES, active_language
from .scheduled import is_shown


@dataclass(frozen=True)
class EventDate:
    """One session in one language, with what the public may know of its places."""

    key: UUID
    page_key: UUID
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime
    seats: int | None
    event: EventPage
    is_full: bool = False
    sequence: int = 0

    @property
    def state(self) -> SessionState:
        return session_state(Session(self.seats, self.starts_at), is_full=self.is_full, moment=now())

    @property
    def whole_title(self) -> str:
        """The event, then the session where it has a title of its own."""
        return self.title if self.title == self.event.title else f"{self.event.title}: {self.title}"


def event_date(key: UUID, language: str | None = None) -> EventDate | None:
    """A session of a published event in this language, or in one it has; None when it is not public (any more)."""
    rows = {
        row.page.language: row
        for row in EventSession.objects.select_related("page").filter(is_shown("page__"), translation_key=key)
    }
    wanted = (language or active_language(), *LANGUAGES)
    row = next((rows[code] for code in wanted if code in rows), None)
    return _dates([row])[0] if row is not None else None


def source_date(key: UUID) -> EventDate | None:
    """The session in the language that editors write first: its hours and seats are the ones that count."""
    return event_date(key, LANGUAGES[0])


def dates_of(page: EventPage) -> list[EventDate]:
    """The sessions of one event in its own language, in order of time; one more statement for their places."""
    return _dates(list(page.sessions.order_by("starts_at", "sort_order")), page)


def dates_of_many(pages: Iterable[EventPage]) -> dict[int, list[EventDate]]:
    """The sessions of many events, by the page's id; two statements."""
    events = {page.pk: page for page in pages}
    found: dict[int, list[EventDate]] = {key: [] for key in events}
    rows = list(EventSession.objects.filter(page__in=events).order_by("starts_at", "sort_order"))
    for row in rows:
        row.page = events[row.page_id]
    for row, one in zip(rows, _dates(rows), strict=True):
        found[row.page_id].append(one)
    return found


def _dates(rows: list[EventSession], page: EventPage | None = None) -> list[EventDate]:
    keys = [row.translation_key for row in rows if row.seats is not None]
    registers = (
        {one.session_key: one for one in SessionRegister.objects.filter(session_key__in=keys)} if keys else {}
    )
    found = []
    for row in rows:
        event, register = page or row.page, registers.get(row.translation_key)
        found.append(
            EventDate(
                key=row.translation_key,
                page_key=event.translation_key,
                title=row.title,
                place=row.place or event.place,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                seats=row.seats,
                event=event,
                is_full=register.is_full if register else False,
                sequence=register.sequence if register else 0,
            )
        )
    return found
