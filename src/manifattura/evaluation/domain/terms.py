"""Days of the procedure: terms that skip to the next working day, and how long a ranking stays public."""

from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
SUNDAY = 6


@dataclass(frozen=True)
class Calendar:
    """Days without terms: month and day of holidays, those that hold from a year on, and the patron's day."""

    holidays: frozenset[tuple[int, int]] = frozenset()
    holidays_from: tuple[tuple[int, int, int], ...] = ()
    """(month, day, first year)."""

    def is_working(self, day: date) -> bool:
        """Saturdays count; Sundays, holidays and Easter Monday do not."""
        if day.weekday() == SUNDAY or (day.month, day.day) in self.holidays:
            return False
        if any(
            (day.month, day.day) == (month, at) and day.year >= year for month, at, year in self.holidays_from
        ):
            return False
        return day != easter(day.year) + DAY


def term_end(start: date, days: int, calendar: Calendar) -> date:
    """Last day of a term of `days` that starts on `start` (not counted); moved on when it is not a working day."""
    end = start + timedelta(days=days)
    while not calendar.is_working(end):
        end += DAY
    return end


def publication_end(published_on: date, years: int) -> date:
    """Last day of publication: `years` from 1 January of the year after (D.Lgs 33/2013 art. 8 c. 3)."""
    return date(published_on.year + years, 12, 31)


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
