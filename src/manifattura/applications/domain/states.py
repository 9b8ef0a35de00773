"""States of an application (domain §2.4) and the moves between them; later states come with their issues."""

from enum import StrEnum


class ApplicationState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    UNDER_REVIEW = "under_review"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    FUNDED = "funded"
    PARTIALLY_FUNDED = "partially_funded"
    RESERVE_LIST = "reserve_list"
    BELOW_THRESHOLD = "below_threshold"


LIVE_STATES = frozenset(ApplicationState) - {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}
"""States in which the application counts: at most one per call and lead applicant."""

RANKED_STATES = frozenset(
    {
        ApplicationState.FUNDED,
        ApplicationState.PARTIALLY_FUNDED,
        ApplicationState.RESERVE_LIST,
        ApplicationState.BELOW_THRESHOLD,
    }
)

MOVES: dict[ApplicationState, frozenset[ApplicationState]] = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SUBMITTED}),
    ApplicationState.SUBMITTED: frozenset({ApplicationState.WITHDRAWN, ApplicationState.UNDER_REVIEW}),
    ApplicationState.WITHDRAWN: frozenset(),
    ApplicationState.UNDER_REVIEW: frozenset({ApplicationState.ADMITTED, ApplicationState.NOT_ADMITTED}),
    ApplicationState.ADMITTED: RANKED_STATES | {ApplicationState.UNDER_REVIEW},
    ApplicationState.NOT_ADMITTED: frozenset({ApplicationState.UNDER_REVIEW}),
    **{state: RANKED_STATES - {state} for state in RANKED_STATES},
}


def may_move(source: ApplicationState, target: ApplicationState) -> bool:
    """Whether the procedure allows this move."""
    return target in MOVES[source]
