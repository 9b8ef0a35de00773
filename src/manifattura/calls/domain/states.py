"""States of a call (reference: DESIGN §10, domain §2.4); open and closed follow from the timetable."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from .procedures.catalogue import PROCEDURES
from .procedures.model import targets_by_source
from .procedures.names import CallKind, CallState
from .unfinished import NO_END

__all__ = ["CallKind", "CallState"]

UNPUBLISHED_STATES = frozenset({CallState.DRAFT, CallState.IN_APPROVAL, CallState.APPROVED})
PUBLIC_STATES = frozenset(
    {
        CallState.PUBLISHED,
        CallState.UNDER_REVIEW,
        CallState.IN_EVALUATION,
        CallState.PROVISIONAL_RANKING,
        CallState.FINAL_RANKING,
        CallState.SUSPENDED,
        CallState.REVOKED,
        CallState.CONCLUDED,
    }
)

ROUND_STATES = (
    CallState.PUBLISHED,
    CallState.UNDER_REVIEW,
    CallState.IN_EVALUATION,
    CallState.PROVISIONAL_RANKING,
    CallState.FINAL_RANKING,
)
"""States of a session, in order; the only round of a ranking call stands where its call stands."""

MOVES: Mapping[CallKind, Mapping[CallState, frozenset[CallState]]] = {
    kind: targets_by_source(CallState, procedure.call.arrows(notice=procedure.rejection_notice))
    for kind, procedure in PROCEDURES.items()
}
ROUND_MOVES: Mapping[CallKind, Mapping[CallState, frozenset[CallState]]] = {
    kind: targets_by_source(ROUND_STATES, procedure.round.arrows(notice=procedure.rejection_notice))
    for kind, procedure in PROCEDURES.items()
}


def may_move(source: CallState, target: CallState, kind: CallKind) -> bool:
    """Whether the procedure of this kind has this arrow for the call."""
    return target in MOVES[kind][source]


def may_move_round(source: CallState, target: CallState, kind: CallKind) -> bool:
    """Whether the procedure of this kind has this arrow for a session."""
    return target in ROUND_MOVES[kind][source]


CLOSING_SOON = timedelta(days=20)


class PublicState(StrEnum):
    """What the public reads: the fixed vocabulary of the design system."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    ALWAYS_OPEN = "always_open"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    IN_EVALUATION = "in_evaluation"
    PROVISIONAL_RANKING = "provisional_ranking"
    FINAL_RANKING = "final_ranking"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    CONCLUDED = "concluded"


def is_before_deadline(moment: datetime, deadline_at: datetime, *, inclusive: bool) -> bool:
    """Whether `moment` is in time: to the second, `inclusive` says if the deadline's own second counts."""
    second = moment.replace(microsecond=0)
    return second <= deadline_at if inclusive else second < deadline_at


def public_state(
    state: CallState, opens_at: datetime, deadline_at: datetime, moment: datetime, *, inclusive: bool
) -> PublicState:
    """The word shown to the public for a published call at `moment`."""
    if state is CallState.PUBLISHED:
        if moment < opens_at:
            return PublicState.ANNOUNCED
        if not is_before_deadline(moment, deadline_at, inclusive=inclusive):
            return PublicState.CLOSED
        if deadline_at >= NO_END:
            return PublicState.ALWAYS_OPEN
        return PublicState.CLOSING_SOON if deadline_at - moment <= CLOSING_SOON else PublicState.OPEN
    if state not in PUBLIC_STATES:
        raise ValueError(f"{state} is not public")
    return PublicState(state.value)
