"""Turns of visits for some sample spaces: places taken and free, and one visit that took place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, now
from manifattura.spaces.actions.book_visit import book_visit, mark_visit
from manifattura.spaces.actions.open_slots import open_slots
from manifattura.spaces.models import Space, VisitBooking, VisitSlot

if TYPE_CHECKING:
    from datetime import datetime

    from manifattura.accounts.models import Person
    from manifattura.organisations.models import Organisation

OPEN = ("campione007", "campione012", "campione020")
TURNS = ((3, 9, 3), (9, 14, 3))
"""Days from now (on a holiday those after), hour of the first turn, how many."""
DONE = "campione008"
MEETING = "Al portone, con l’ufficio (esempio)"


def _on_working_day(days: int, hour: int) -> datetime:
    """In so many days, or the first working day after: offices show no spaces on a Sunday."""
    calendar = city_calendar()
    while not calendar.is_working(_at(days, hour).date()):
        days += 1
    return _at(days, hour)


def seed_visits(people: dict[str, Person], impresa: Organisation) -> None:
    """The demo's firm has one place to come and one certificate."""
    officer, maker = people["istruttoria"], people["impresa"]
    for place, key in enumerate(OPEN):
        space = Space.objects.get(code_key=key)
        for days, hour, count in TURNS:
            slots = open_slots(
                space=space,
                first=_on_working_day(days + place, hour),
                count=count,
                minutes=30,
                capacity=1 if hour == TURNS[0][1] else 3,
                meeting=MEETING,
                by=officer,
            )
            if place == 0 and hour == TURNS[0][1]:
                book_visit(slot=slots[1], organisation=impresa, people=2, by=maker)
    space = Space.objects.get(code_key=DONE)
    slot = VisitSlot.objects.create(
        space=space,
        starts_at=_at(-6, 10),
        ends_at=_at(-6, 11),
        capacity=2,
        meeting=MEETING,
        created_by=officer,
    )
    booking = VisitBooking.objects.create(
        slot=slot,
        space=space,
        organisation=impresa,
        booked_by=maker,
        code="ESEMP2VST4",
        people=1,
        booked_at=_at(-12, 9),
    )
    mark_visit(booking=booking, came=True, by=officer)


def _at(days: int, hour: int) -> datetime:
    day = now().astimezone(ROME) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)
