"""Words of the sample checks."""

from collections.abc import Mapping
from enum import StrEnum

from manifattura.applications.domain.states import LIVE_STATES, RANKED_STATES, ApplicationState


class Population(StrEnum):
    """Whose declarations are checked."""

    SUBMITTED = "submitted"
    ADMITTED = "admitted"
    FUNDED = "funded"


WINNERS = frozenset(
    {
        ApplicationState.FUNDED,
        ApplicationState.PARTIALLY_FUNDED,
        ApplicationState.ACCEPTED,
        ApplicationState.REGISTERED,
    }
)
STATES_OF: Mapping[Population, frozenset[ApplicationState]] = {
    Population.SUBMITTED: LIVE_STATES,
    Population.ADMITTED: RANKED_STATES | WINNERS | {ApplicationState.ADMITTED},
    Population.FUNDED: WINNERS,
}


class CheckReason(StrEnum):
    DRAWN = "drawn"
    DOUBT = "doubt"
    """A reasonable doubt: checked whatever the draw says (DPR 445/2000 art. 71 c. 1)."""


class CheckResult(StrEnum):
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    """An error that does not change the outcome, put right by the applicant (art. 71 c. 3)."""
    FALSE = "false"
    """An untrue declaration: benefits are lost (art. 75)."""
