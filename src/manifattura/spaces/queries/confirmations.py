"""Cards whose data grow old."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from ..domain.expiry import ASK_BEFORE, Freshness, freshness
from ..domain.words import OFFERED
from ..models import Confirmation, Space


def spaces_due(day: date) -> QuerySet[Space]:
    """Public cards to be asked about on that day, those past their day included; the oldest first."""
    return Space.objects.filter(
        state__in=OFFERED, valid_until__lte=day + timedelta(days=ASK_BEFORE)
    ).order_by("valid_until", "code_key")


def freshness_of(space: Space, day: date) -> Freshness | None:
    """None for a card that is not public."""
    if space.state not in OFFERED or space.valid_until is None:
        return None
    return freshness(space.valid_until, day)


def confirmation_with(token: str) -> Confirmation | None:
    return Confirmation.objects.select_related("space__nil").filter(token=token).first()


def last_confirmation(space: Space) -> Confirmation | None:
    """The latest time the owner was asked."""
    return Confirmation.objects.filter(space=space).first()
