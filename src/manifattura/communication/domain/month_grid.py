"""A month as weeks of days, Monday first."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

MONDAY_FIRST = Calendar(firstweekday=0)
FIRST_YEAR, LAST_YEAR = 2015, 2099


@dataclass(frozen=True, order=True)
class Month:
    year: int
    number: int

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def following(self) -> "Month":
        return Month(self.year + 1, 1) if self.number == 12 else Month(self.year, self.number + 1)

    @property
    def previous(self) -> "Month":
        return Month(self.year - 1, 12) if self.number == 1 else Month(self.year, self.number - 1)

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number:02d}"


def month_of(day: date) -> Month:
    return Month(day.year, day.month)


def read_month(code: str) -> Month | None:
    """`2026-12`; None when it is not a month of the years that a calendar may show."""
    year, _dash, number = code.partition("-")
    if len(year) != 4 or len(number) != 2 or not (year + number).isascii() or not (year + number).isdecimal():
        return None
    if not (FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(number) <= 12):
        return None
    return Month(int(year), int(number))


def weeks_of(month: Month) -> list[list[date | None]]:
    """Seven places a week; None where the day is of another month."""
    return [
        [day if day.month == month.number else None for day in week]
        for week in MONDAY_FIRST.monthdatescalendar(month.year, month.number)
    ]


def days_of(first: date, last: date, month: Month) -> list[date]:
    """The days of the month from `first` to `last`, both included."""
    return [
        day
        for day in MONDAY_FIRST.itermonthdates(month.year, month.number)
        if day.month == month.number and first <= day <= last
    ]
