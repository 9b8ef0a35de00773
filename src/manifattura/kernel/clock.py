"""The only source of time: Python's clock for display, the database's clock for everything that has a deadline."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

ROME = ZoneInfo("Europe/Rome")


def now() -> datetime:
    """Aware present moment by this process's clock: for display and for what no deadline depends on."""
    return timezone.now()


def today() -> date:
    """Today's date in Rome."""
    return timezone.localdate(timezone=ROME)


def database_now() -> datetime:
    """Aware present moment by the database's `clock_timestamp()`: the one clock that judges deadlines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return moment
