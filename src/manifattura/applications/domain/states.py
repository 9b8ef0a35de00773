"""States of an application (domain §2.4) and the moves between them, as the procedure of the call's kind has them."""

from collections.abc import Mapping

from manifattura.calls.domain.procedures.catalogue import PROCEDURES, sends_rejection_notice
from manifattura.calls.domain.procedures.model import targets_by_source
from manifattura.calls.domain.procedures.names import ApplicationState, CallKind, CallState

__all__ = ["ApplicationState"]

LEFT_STATES = frozenset(
    {ApplicationState.DECLINED, ApplicationState.FORFEITED, ApplicationState.EXCLUDED_LATE}
)
"""Out after the ranking: they do not go on, but the comparison they were part of stays (scores, best values)."""

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

Table = Mapping[ApplicationState, frozenset[ApplicationState]]

MOVES: Mapping[tuple[CallKind, bool], Table] = {
    (kind, notice): targets_by_source(ApplicationState, procedure.application.arrows(notice=notice))
    for kind, procedure in PROCEDURES.items()
    for notice in (True, False)
}
"""By kind, and by whether the call sends the notice of intended rejection (L. 241/1990 art. 10-bis)."""


def may_move(
    source: ApplicationState, target: ApplicationState, kind: str, *, rejection_notice: bool | None = None
) -> bool:
    """Whether the procedure allows this move. `rejection_notice` None: as calls of this kind do by default."""
    notice = sends_rejection_notice(kind, rejection_notice)
    return target in MOVES[CallKind(kind), notice][source]


WITHDRAWABLE_STATES = frozenset(
    move.source
    for procedure in PROCEDURES.values()
    for move in procedure.application.moves
    if move.action == "applications.withdraw_application"
)
"""From these the applicant withdraws by itself; once there is a ranking, leaving is an act of the office too."""


WITHOUT_MONEY = frozenset(
    {ApplicationState.NOT_ADMITTED, ApplicationState.BELOW_THRESHOLD, ApplicationState.DECLINED}
)
"""How an application ends with nothing more to wait for; whoever is in reserve still waits."""


WITH_MONEY = frozenset(
    {ApplicationState.FUNDED, ApplicationState.PARTIALLY_FUNDED, ApplicationState.ACCEPTED}
)


def may_give_way(state: str, session_state: str, kind: str) -> bool:
    """Whether an applicant of a rolling call may apply again in a later session: this one is over, without money."""
    return kind == CallKind.ROLLING and session_state == CallState.FINAL_RANKING and state in WITHOUT_MONEY


def may_start_again(state: str, counts: bool) -> bool:
    """Whether a new draft may begin with its answers: while it may be replaced, or when it is over and counts no more."""
    if state in {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN}:
        return True
    return not counts and is_over(state)


def is_over(state: str) -> bool:
    """Whether nothing is decided about it any more, without money for the applicant."""
    return state in WITHOUT_MONEY or state == ApplicationState.REGISTERED
