"""Hours that editors gave to pages: a page is over at its own, and nothing is kept past one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from manifattura.kernel.clock import now
from manifattura.kernel.prepared_sql import one_row

SOON = timedelta(seconds=10)
"""The job of each minute has not come yet: a page made meanwhile is kept this long."""


def is_shown(prefix: str = "") -> Q:
    """Live pages whose hour is not over, also before the job of the minute takes them off."""
    live, end = f"{prefix}live", f"{prefix}expire_at"
    return Q(**{live: True}) & (Q(**{end: None}) | Q(**{f"{end}__gt": now()}))


COMING_AND_GOING = """
    SELECT LEAST(
        (SELECT MIN(approved_go_live_at) FROM wagtailcore_revision WHERE approved_go_live_at IS NOT NULL),
        (SELECT MIN(expire_at) FROM wagtailcore_page WHERE live AND expire_at IS NOT NULL)
    )
"""


def next_scheduled() -> datetime | None:
    """When the next page comes or goes; of one that is due and did not come yet, in a moment. One statement, written out:
    each page of the tree asks for it, and making the words anew cost more than the answer.
    """
    (instant,) = one_row(COMING_AND_GOING, {})
    return max(instant, now() + SOON) if instant else None
