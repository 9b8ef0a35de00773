"""The days without terms of this city: the holidays of its profile and the closing days that the office added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import IntegrityError, transaction

from .clock import database_now
from .models import ClosingDay
from .remembered import forget, once_per_request
from .working_days import Calendar, easter, read_calendar

ADDED = "kernel.city_calendar.closing_days"


@dataclass(frozen=True)
class DayOff:
    """A day of one year without terms. `pk` only for a closing day that the office added and may withdraw."""

    on: date
    kind: str
    """`national`, `easter_monday`, `patron` or `closing`."""
    name: str = ""
    source: str = ""
    pk: int | None = None


def city_calendar() -> Calendar:
    """The calendar that every term of the city ends by."""
    return replace(_profile_calendar(), closing_days=once_per_request(ADDED, _read_closing_days))


def state_calendar() -> Calendar:
    """The holidays of the State alone, for terms that others count: a court knows nothing of the patron and of our closing days."""
    return _profile_calendar(patron=False)


def days_off(year: int) -> tuple[DayOff, ...]:
    """The year's days without terms but Sundays, in order."""
    profile = settings.CITY.get("calendar", {})
    patron = profile.get("patron", "")
    holidays = list(profile.get("holidays", ()))
    holidays += [day for day, since in profile.get("holidays_from", ()) if year >= int(since)]
    found = [DayOff(_on(year, day), "national") for day in holidays]
    found.append(DayOff(easter(year) + timedelta(days=1), "easter_monday"))
    if patron:
        found.append(DayOff(_on(year, patron), "patron"))
    found += [
        DayOff(row.on, "closing", row.name, row.source, row.pk)
        for row in ClosingDay.objects.filter(on__year=year, withdrawn_at=None)
    ]
    return tuple(sorted(found, key=lambda one: (one.on, one.kind)))


def closing_years() -> frozenset[int]:
    """The years in which the office added a day."""
    return frozenset(day.year for day in city_calendar().closing_days)


def add_closing_day(*, on: date, name: str, source: str, recorded_by: str) -> int:
    """Its id (the caller has checked who may, and writes the audit entry). `ValueError` when it is there already."""
    try:
        with transaction.atomic():
            row = ClosingDay.objects.create(on=on, name=name, source=source, recorded_by=recorded_by)
    except IntegrityError as error:
        raise ValueError(on.isoformat()) from error
    forget(ADDED)
    return row.pk


def withdraw_closing_day(*, pk: int, withdrawn_by: str) -> date | None:
    """The day that counts again; None when it was withdrawn before."""
    row = ClosingDay.objects.select_for_update().filter(pk=pk, withdrawn_at=None).first()
    if row is None:
        return None
    row.withdrawn_at, row.withdrawn_by = database_now(), withdrawn_by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    forget(ADDED)
    return row.on


@lru_cache(maxsize=2)
def _profile_calendar(*, patron: bool = True) -> Calendar:
    written = settings.CITY.get("calendar", {})
    return read_calendar(written if patron else {**written, "patron": ""})


def _read_closing_days() -> frozenset[date]:
    return frozenset(ClosingDay.objects.filter(withdrawn_at=None).values_list("on", flat=True))


def _on(year: int, month_day: str) -> date:
    month, _, day = month_day.partition("-")
    return date(year, int(month), int(day))
