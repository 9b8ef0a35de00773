"""A few spaces for a first page: those in a call first, one of each quarter."""

from __future__ import annotations

from django.db.models import Case, Value, When

from ..domain.words import SpaceState
from ..models import Space
from .spaces import public_spaces

SHOWN = ("code_key", "name", "address", "net_m2", "state", "longitude", "latitude", "nil__name")
CALLS_FIRST = Case(When(state=SpaceState.IN_CALL, then=Value(0)), default=Value(1))


def spaces_on_show(most: int) -> list[Space]:
    """Spaces on offer with a position, at most one of each quarter, so that no two stand on the same spot of a map."""
    found = public_spaces().filter(longitude__isnull=False, latitude__isnull=False, nil__isnull=False)
    found = found.select_related(None).select_related("nil").only(*SHOWN)
    one_each = found.order_by("nil_id", CALLS_FIRST, "code_key").distinct("nil_id")
    return sorted(one_each, key=lambda one: (one.state != SpaceState.IN_CALL, one.code_key))[:most]
