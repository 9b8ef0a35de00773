"""Terms that end on a holiday move to the next working day; the calendar is data of the city (DESIGN §10.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
SUNDAY = 6


@dataclass(frozen=True)
class Calendar:
    """Days without terms: month and day of holidays, those that hold from a year on, the patron's day among them."""

    holidays: frozenset[tuple[int, int]] = frozenset()
    holidays_from: tuple[tuple[int, int, int], ...] = ()
    """(month, day, first year)."""
    closing_days: frozenset[date] = frozenset()
    """Single days that the city added."""

    def is_working(self, day: date) -> bool:
        """Saturdays count; Sundays, holidays and Easter Monday do not."""
        if day.weekday() == SUNDAY or (day.month, day.day) in self.holidays or day in self.closing_days:
            return False
        if any(
            (day.month, day.day) == (month, at) and day.year >= year for month, at, year in self.holidays_from
        ):
            return False
        return day != easter(day.year) + DAY


def read_calendar(written: Mapping[str, Any]) -> Calendar:
    """The table `[calendar]` of the city profile: `holidays`, `holidays_from`, `patron`, days as `"MM-DD"`."""
    days = [*written.get("holidays", ()), *filter(None, [written.get("patron")])]
    return Calendar(
        holidays=frozenset(_month_day(day) for day in days),
        holidays_from=tuple((*_month_day(day), int(year)) for day, year in written.get("holidays_from", ())),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)


def term_end(start: date, days: int, calendar: Calendar) -> date:
    """Last day of a term of `days` that starts on `start` (not counted); moved on when it is not a working day."""
    end = start + timedelta(days=days)
    while not calendar.is_working(end):
        end += DAY
    return end


def easter(year: int) -> date:
    """Easter Sunday (Gregorian calendar, Meeus's algorithm)."""
    golden, century, within = year % 19, year // 100, year % 100
    leap_centuries, rest = century // 4, century % 4
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    weekday = (32 + 2 * rest + 2 * (within // 4) - epact - within % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
