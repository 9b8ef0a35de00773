"""A space is in a call while a lot of a call that is open or being decided gives it, and on offer again after."""

from __future__ import annotations

from django.db import transaction

from manifattura.calls.queries.lots_in_calls import spaces_in_calls
from manifattura.kernel import audit

from ..domain.import_rules import space_identity
from ..domain.words import SpaceState
from ..models import Space


def follow_calls() -> int:
    """Bring the census in line with the calls as they are now; how many spaces changed. Doing it again changes nothing.

    Only `verified` becomes `in_call`, and back: what an agreement says of a space stays (actions of agreements).
    """
    with transaction.atomic():
        asked = {space_identity({"code": code}): place for code, place in spaces_in_calls().items()}
        rows = Space.objects.select_for_update(no_key=True)
        enters = list(rows.filter(state=SpaceState.VERIFIED, code_key__in=asked).order_by("pk"))
        leaves = list(rows.filter(state=SpaceState.IN_CALL).exclude(code_key__in=asked).order_by("pk"))
        for space in enters:
            place = asked[space.code_key]
            _move(space, SpaceState.IN_CALL, "space_in_call", because=f"{place.title}: {place.lot}")
        for space in leaves:
            _move(space, SpaceState.VERIFIED, "space_out_of_call", because="")
    return len(enters) + len(leaves)


def _move(space: Space, state: SpaceState, verb: str, because: str) -> None:
    before = space.state
    space.state = state
    space.save(update_fields=["state"])
    after = {"state": state.value} | ({"because": because} if because else {})
    audit.record(verb, by=None, subject=space, before={"state": before}, after=after)
