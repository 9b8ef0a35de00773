"""The city's working days, from its profile."""

from django.conf import settings

from manifattura.kernel.working_days import Calendar, read_calendar


def city_calendar() -> Calendar:
    """Holidays and the patron's day of the city."""
    return read_calendar(settings.CITY.get("calendar", {}))
