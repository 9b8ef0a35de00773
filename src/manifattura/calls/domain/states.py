"""States of a call (reference: DESIGN §10, domain §2.4); open and closed follow from the timetable."""

from datetime import datetime, timedelta
from enum import StrEnum


class CallKind(StrEnum):
    """Ranking now; rolling with sessions and open register use the same engine with other procedures."""

    RANKING = "ranking"
    ROLLING = "rolling"
    REGISTER = "register"


class CallState(StrEnum):
    """What the office has done. A published call is opened and closed by its timetable, not by a hand."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    PUBLISHED = "published"
    UNDER_REVIEW = "under_review"
    IN_EVALUATION = "in_evaluation"
    PROVISIONAL_RANKING = "provisional_ranking"
    FINAL_RANKING = "final_ranking"


UNPUBLISHED_STATES = frozenset({CallState.DRAFT, CallState.IN_APPROVAL, CallState.APPROVED})
PUBLIC_STATES = frozenset(
    {
        CallState.PUBLISHED,
        CallState.UNDER_REVIEW,
        CallState.IN_EVALUATION,
        CallState.PROVISIONAL_RANKING,
        CallState.FINAL_RANKING,
    }
)

MOVES: dict[CallState, frozenset[CallState]] = {
    CallState.DRAFT: frozenset({CallState.IN_APPROVAL}),
    CallState.IN_APPROVAL: frozenset({CallState.APPROVED, CallState.DRAFT}),
    CallState.APPROVED: frozenset({CallState.PUBLISHED, CallState.DRAFT}),
    CallState.PUBLISHED: frozenset({CallState.UNDER_REVIEW}),
    CallState.UNDER_REVIEW: frozenset({CallState.IN_EVALUATION}),
    CallState.IN_EVALUATION: frozenset({CallState.PROVISIONAL_RANKING}),
    CallState.PROVISIONAL_RANKING: frozenset({CallState.FINAL_RANKING}),
    CallState.FINAL_RANKING: frozenset(),
}

CLOSING_SOON = timedelta(days=20)


class PublicState(StrEnum):
    """What the public reads: the fixed vocabulary of the design system."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSING_SOON = "closing_soon"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    IN_EVALUATION = "in_evaluation"
    PROVISIONAL_RANKING = "provisional_ranking"
    FINAL_RANKING = "final_ranking"


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
        return PublicState.CLOSING_SOON if deadline_at - moment <= CLOSING_SOON else PublicState.OPEN
    if state not in PUBLIC_STATES:
        raise ValueError(f"{state} is not public")
    return PublicState(state.value)
