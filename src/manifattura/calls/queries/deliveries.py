"""When a notice was delivered: the first proof that was recorded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from manifattura.kernel.clock import ROME

from ..models import Delivery


def delivered_on(notice_ref: str) -> date | None:
    """The day in Rome; None while nothing proves it."""
    first = Delivery.objects.filter(notice_ref=notice_ref).order_by("pk").first()
    return first.delivered_at.astimezone(ROME).date() if first else None


def first_deliveries(notice_refs: Collection[str]) -> dict[str, Delivery]:
    """Notice → its first proof, for those that have one; one statement."""
    return {
        one.notice_ref: one for one in Delivery.objects.filter(notice_ref__in=notice_refs).order_by("-pk")
    }


def delivery_of(prefix: str) -> Exists:
    """Condition on rows whose notice is called `prefix` and their id: its delivery is proved."""
    notice = Concat(Value(prefix), Cast(OuterRef("pk"), CharField()))
    return Exists(Delivery.objects.filter(notice_ref=notice))


def days_delivered(notice_refs: Collection[str]) -> dict[str, date]:
    """Notice → the day in Rome of its first proof, for those that have one; one statement."""
    found = first_deliveries(notice_refs)
    return {ref: one.delivered_at.astimezone(ROME).date() for ref, one in found.items()}
