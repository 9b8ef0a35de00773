"""The road of a session after its deadline: which phase it is in, and what comes next."""

from dataclasses import dataclass
from enum import StrEnum

from manifattura.calls.domain.states import CallState


class Phase(StrEnum):
    RECEIVING = "receiving"
    REVIEW = "review"
    COMMITTEE = "committee"
    SCORING = "scoring"
    PROVISIONAL = "provisional"
    FINAL = "final"


class NextStep(StrEnum):
    """The one act that moves the call on."""

    WAIT_DEADLINE = "wait_deadline"
    OPEN_REVIEW = "open_review"
    COMPLETE_REVIEWS = "complete_reviews"
    CLOSE_REVIEW = "close_review"
    APPOINT_COMMITTEE = "appoint_committee"
    REPLACE_MEMBER = "replace_member"
    DECLARE_CONFLICTS = "declare_conflicts"
    OPEN_SITTING = "open_sitting"
    CLOSE_SITTING = "close_sitting"
    OPEN_ENVELOPES = "open_envelopes"
    """Technical scores are closed: the keepers open what was sealed, and only then the ranking can be computed."""
    PUBLISH_PROVISIONAL = "publish_provisional"
    PUBLISH_FINAL = "publish_final"
    NOTHING = "nothing"
    WAIT_RESUMPTION = "wait_resumption"
    """The call is suspended, revoked or concluded: nothing moves."""
    REVIEW_EACH = "review_each"
    """A register: each application is reviewed when it comes."""


@dataclass(frozen=True)
class Progress:
    """What the phases depend on: facts of one session."""

    state: CallState
    deadline_passed: bool
    reviews: int = 0
    reviews_decided: int = 0
    review_closed: bool = False
    committee_appointed: bool = False
    without_committee: bool = False
    """The grid computes every point."""
    none_admitted: bool = False
    """The review is closed and nobody was admitted: there is nothing to score."""
    members_undeclared: int = 0
    """Members who have still to accept or to declare their conflicts."""
    members_to_replace: int = 0
    sitting_open: bool = False
    bids_to_score: int = 0
    """Admitted applications not yet examined in a closed sitting."""
    stopped: bool = False
    always_open: bool = False
    envelopes_closed: bool = False
    """The call has sealed answers that have not been opened yet."""


ROAD = tuple(Phase)
_BY_STATE = {
    CallState.PROVISIONAL_RANKING: Phase.PROVISIONAL,
    CallState.FINAL_RANKING: Phase.FINAL,
}


def phase_of(progress: Progress) -> Phase:
    """The phase that the call is in."""
    if progress.state in _BY_STATE:
        return _BY_STATE[progress.state]
    if progress.state not in (CallState.UNDER_REVIEW, CallState.IN_EVALUATION):
        return Phase.RECEIVING
    if not progress.review_closed:
        return Phase.REVIEW
    ready = progress.committee_appointed or progress.without_committee or progress.none_admitted
    return Phase.SCORING if ready else Phase.COMMITTEE


def next_step(progress: Progress) -> NextStep:
    """What moves the session on now."""
    if progress.stopped:
        return NextStep.WAIT_RESUMPTION
    if progress.always_open:
        done = progress.reviews_decided == progress.reviews
        return NextStep.REVIEW_EACH if done else NextStep.COMPLETE_REVIEWS
    phase = phase_of(progress)
    if phase is Phase.RECEIVING:
        return NextStep.OPEN_REVIEW if progress.deadline_passed else NextStep.WAIT_DEADLINE
    if phase is Phase.REVIEW:
        done = progress.reviews_decided == progress.reviews
        return NextStep.CLOSE_REVIEW if done else NextStep.COMPLETE_REVIEWS
    if phase is Phase.COMMITTEE:
        return NextStep.APPOINT_COMMITTEE
    if phase is Phase.SCORING:
        return _scoring_step(progress)
    return NextStep.PUBLISH_FINAL if phase is Phase.PROVISIONAL else NextStep.NOTHING


def _scoring_step(progress: Progress) -> NextStep:
    if progress.without_committee or progress.none_admitted:
        return _scored_step(progress)
    if progress.members_to_replace:
        return NextStep.REPLACE_MEMBER
    if progress.members_undeclared:
        return NextStep.DECLARE_CONFLICTS
    if progress.sitting_open:
        return NextStep.CLOSE_SITTING
    return NextStep.OPEN_SITTING if progress.bids_to_score else _scored_step(progress)


def _scored_step(progress: Progress) -> NextStep:
    return NextStep.OPEN_ENVELOPES if progress.envelopes_closed else NextStep.PUBLISH_PROVISIONAL
