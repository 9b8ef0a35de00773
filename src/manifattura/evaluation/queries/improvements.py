"""The sittings in which equal offers may be bettered: those of a call, the one that stands, the offers written in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db.models import QuerySet

from ..models import OfferImprovement


def improvements_of(call_id: int) -> QuerySet[OfferImprovement]:
    """Every sitting of the call, the newest first, those annulled too."""
    return (
        OfferImprovement.objects.filter(call_id=call_id)
        .select_related("round", "convened_by", "held_by")
        .order_by("-number")
    )


def standing_improvement(round_id: int) -> OfferImprovement | None:
    """The one convened or held for the session."""
    return OfferImprovement.objects.filter(round_id=round_id, annulled_at=None).first()


def improved_offers(round_id: int) -> Mapping[str, Mapping[str, Decimal]]:
    """Code → lot → the better offer, of the sitting that was held."""
    held = standing_improvement(round_id)
    found: dict[str, dict[str, Decimal]] = {}
    for one in held.offers if held is not None and held.held_at else ():
        found.setdefault(one["applicant"], {})[one["lot"]] = Decimal(one["amount"])
    return found
