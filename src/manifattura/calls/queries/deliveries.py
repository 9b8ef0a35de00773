"""When a notice was delivered: the first proof that was recorded."""

from __future__ import annotations

from datetime import date

from manifattura.kernel.clock import ROME

from ..models import Delivery


def delivered_on(notice_ref: str) -> date | None:
    """The day in Rome; None while nothing proves it."""
    first = Delivery.objects.filter(notice_ref=notice_ref).order_by("pk").first()
    return first.delivered_at.astimezone(ROME).date() if first else None
