"""Where a space really is, for the office: the exact place of one whose owner asked not to tell."""

from __future__ import annotations

from typing import Any

from ..models import ExactPlace, Space

PLACE = ("address", "postal_code", "latitude", "longitude")


def place_of(space: Space) -> dict[str, Any]:
    """Address, postal code, latitude and longitude as the office knows them."""
    kept = ExactPlace.objects.filter(space=space).first() if space.blurred else None
    return {key: getattr(kept or space, key) for key in PLACE}


def places_of(spaces: list[Space]) -> dict[int, dict[str, Any]]:
    """The same for several, in one statement."""
    kept = {
        one.space_id: one for one in ExactPlace.objects.filter(space__in=[s for s in spaces if s.blurred])
    }
    return {one.pk: {key: getattr(kept.get(one.pk, one), key) for key in PLACE} for one in spaces}
