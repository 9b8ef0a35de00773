"""Which steps a mandate may take."""

from .kinds import MandateState

STEPS: dict[MandateState, frozenset[MandateState]] = {
    MandateState.PENDING: frozenset({MandateState.ACTIVE, MandateState.REFUSED, MandateState.REVOKED}),
    MandateState.ACTIVE: frozenset({MandateState.REVOKED}),
    MandateState.REFUSED: frozenset(),
    MandateState.REVOKED: frozenset(),
}


def may_become(state: MandateState, target: MandateState) -> bool:
    """A refused or ended mandate never comes back: a new one is asked for."""
    return target in STEPS[state]
