"""How often one person may do one thing: counted in this process first, in the shared table only from the fourth time on."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from math import ceil
from time import monotonic

from django.db import connection

from .clock import database_now
from .models import RateCount

# So many in a window cost no statement at all: who sends once, on the day when everybody does, is not counted anywhere else.
FREE = 3
# people remembered by a process before it first looks for those whose window is over
MANY = 10_000

COUNT = """
INSERT INTO kernel_ratecount AS seen (key, ends_at, count) VALUES (%(key)s, clock_timestamp() + make_interval(secs => %(seconds)s), 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN seen.ends_at <= clock_timestamp() THEN 1 ELSE seen.count + 1 END,
  ends_at = CASE WHEN seen.ends_at <= clock_timestamp() THEN excluded.ends_at ELSE seen.ends_at END
RETURNING count, ends_at - clock_timestamp()
"""

_lock = threading.Lock()
_here: dict[str, tuple[float, int]] = {}
_look_again_at = MANY


def seconds_to_wait(key: str, limit: int, window: timedelta) -> int:
    """Count one more; 0 when it may be done, else after how many seconds. At most one statement, on its own.

    `limit` per `window` in all processes together, and up to `FREE` more in each.
    """
    if _count_here(key, window) <= FREE:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"key": key[:80], "seconds": window.total_seconds()})
        count, left = cursor.fetchone()
    return max(1, ceil(left.total_seconds())) if count > limit else 0


def _count_here(key: str, window: timedelta) -> int:
    global _look_again_at  # noqa: PLW0603 (a number beside the dictionary it speaks of, under the same lock)
    moment = monotonic()
    with _lock:
        if len(_here) > _look_again_at:
            for old in [name for name, (ends, _count) in _here.items() if ends <= moment]:
                del _here[old]
            # twice as many before the next look: else a crowd whose windows are open is read whole at every request
            _look_again_at = max(MANY, 2 * len(_here))
        ends, count = _here.get(key, (0.0, 0))
        if ends <= moment:
            ends, count = moment + window.total_seconds(), 0
        _here[key] = (ends, count + 1)
        return count + 1


def forget_counts(before: datetime | None = None) -> None:
    """Delete the counts whose time is over."""
    RateCount.objects.filter(ends_at__lt=before or database_now()).delete()
