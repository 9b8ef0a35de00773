"""Hours that editors gave to pages: a page is over at its own, and nothing is kept past one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min, Q
from wagtail.models import Page, Revision

from manifattura.kernel.clock import now

SOON = timedelta(seconds=10)
"""The job of each minute has not come yet: a page made meanwhile is kept this long."""


def is_shown(prefix: str = "") -> Q:
    """Live pages whose hour is not over, also before the job of the minute takes them off."""
    live, end = f"{prefix}live", f"{prefix}expire_at"
    return Q(**{live: True}) & (Q(**{end: None}) | Q(**{f"{end}__gt": now()}))


def next_scheduled() -> datetime | None:
    """When the next page comes or goes; of one that is due and did not come yet, in a moment. One statement."""
    coming = (
        Revision.objects.order_by()
        .filter(approved_go_live_at__isnull=False)
        .values_list(Min("approved_go_live_at"))
    )
    going = Page.objects.order_by().filter(live=True, expire_at__isnull=False).values_list(Min("expire_at"))
    instants = [row[0] for row in coming.union(going, all=True) if row[0] is not None]
    return max(min(instants), now() + SOON) if instants else None
