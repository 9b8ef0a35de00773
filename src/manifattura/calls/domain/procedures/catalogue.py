"""The three procedures by kind."""

from .model import Procedure
from .names import CallKind
from .ranking import RANKING
from .register import REGISTER
from .rolling import ROLLING

PROCEDURES: dict[CallKind, Procedure] = {one.kind: one for one in (RANKING, ROLLING, REGISTER)}


def procedure_of(kind: str) -> Procedure:
    """The procedure of a kind of call."""
    return PROCEDURES[CallKind(kind)]


def sends_rejection_notice(kind: str, said: bool | None) -> bool:
    """Whether the notice of L. 241/1990 art. 10-bis comes before a refusal: as the call says, else as its kind does."""
    return procedure_of(kind).rejection_notice if said is None else said
