"""What a person's firms have still to answer outside a form: grants and places to accept, suspended entries to cure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import terms_to_meet

from ..domain.states import ApplicationState
from .applications import applications_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application

AWARDED = (ApplicationState.FUNDED, ApplicationState.PARTIALLY_FUNDED)


def to_answer(person: Person) -> list[tuple[Application, date | None]]:
    """Each application of which something is asked, with the last day; None until the request is delivered."""
    waiting = applications_of(person).filter(state__in=(*AWARDED, ApplicationState.REGISTERED))
    terms = terms_to_meet((TermKind.ACCEPTANCE, TermKind.CURE), waiting.order_by().values("code"))
    return [(one, terms[one.code].due_on) for one in waiting.filter(code__in=terms)] if terms else []
