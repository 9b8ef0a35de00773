"""States of a form that the office opened: being filled in, sent, or closed because its term ended or it is not needed."""

from enum import StrEnum


class FormState(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"


MOVES: dict[FormState, frozenset[FormState]] = {
    FormState.DRAFT: frozenset({FormState.SENT, FormState.CLOSED}),
    FormState.SENT: frozenset(),
    # what arrived in time on paper or by certified mail, typed when the term was over
    FormState.CLOSED: frozenset({FormState.SENT}),
}


def may_move_form(source: FormState, target: FormState) -> bool:
    """Whether a form may go from one state to the other."""
    return target in MOVES[source]
