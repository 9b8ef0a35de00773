"""Requests for documents: the three kinds that the law knows, and the road of one request.

Documents (L. 241/1990 art. 22-25): a reason is needed, silence counts as a refusal. Civic access (D.Lgs 33/2013 art. 5 c. 1):
what should have been published. Generalised access (art. 5 c. 2): no reason; while those it concerns may object, the term
stands still (art. 5 c. 5).
"""

from collections.abc import Mapping
from enum import StrEnum


class AccessKind(StrEnum):
    DOCUMENTS = "documents"
    CIVIC = "civic"
    GENERALISED = "generalised"


class AccessState(StrEnum):
    OPEN = "open"
    HEARING = "hearing"
    """Those whose data are in the documents have been told and may object."""
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class AccessOutcome(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    DENIED = "denied"
    NOTHING = "nothing"
    """The office does not hold what was asked for."""


MOVES: Mapping[AccessState, frozenset[AccessState]] = {
    AccessState.OPEN: frozenset({AccessState.HEARING, AccessState.DECIDED, AccessState.WITHDRAWN}),
    AccessState.HEARING: frozenset({AccessState.DECIDED, AccessState.WITHDRAWN}),
    AccessState.DECIDED: frozenset(),
    AccessState.WITHDRAWN: frozenset(),
}


def needs_reason(kind: AccessKind) -> bool:
    """Only who asks under L. 241/1990 says which interest of theirs needs the documents."""
    return kind is AccessKind.DOCUMENTS


def stands_still_while_heard(kind: AccessKind) -> bool:
    """Whether the term is suspended while others may object."""
    return kind is AccessKind.GENERALISED


def gives_copies(outcome: AccessOutcome) -> bool:
    return outcome in (AccessOutcome.GRANTED, AccessOutcome.PARTLY)
