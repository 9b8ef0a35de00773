"""Observations on the city plan: requests to simplify a rule, from the first word to the answer with its reason."""

from collections.abc import Mapping
from enum import StrEnum


class Observer(StrEnum):
    """Who asks."""

    CITIZEN = "citizen"
    FIRM = "firm"
    OFFICE = "office"


class ObservationState(StrEnum):
    RECEIVED = "received"
    """Nobody has read it yet: it is not public."""
    TAKEN = "taken"
    """An office has it in charge, and wrote what everybody reads."""
    FORWARDED = "forwarded"
    """Another body decides it."""
    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    DISMISSED = "dismissed"
    """Not about a rule of the plan: it never becomes public."""


S = ObservationState
OUTCOMES = (S.ACCEPTED, S.PARTLY, S.REFUSED)
PUBLIC = (S.TAKEN, S.FORWARDED, *OUTCOMES)
CLOSED = (*OUTCOMES, S.DISMISSED)
NEXT: Mapping[ObservationState, frozenset[ObservationState]] = {
    S.RECEIVED: frozenset({S.TAKEN, S.DISMISSED}),
    S.TAKEN: frozenset({S.FORWARDED, *OUTCOMES}),
    S.FORWARDED: frozenset({S.FORWARDED, *OUTCOMES}),
}
"""A request that was forwarded may go on to somebody else; a closed one goes nowhere."""
LONGEST = 3000


def may_become(state: str, target: ObservationState) -> bool:
    return target in NEXT.get(ObservationState(state), frozenset())
