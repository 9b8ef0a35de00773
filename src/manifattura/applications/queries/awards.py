"""Grants and places that a person's firms have still to accept: what the personal area says first."""

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


def awards_to_answer(person: Person) -> list[tuple[Application, date | None]]:
    """Each application that was asked to accept, with the last day; None until the request is delivered."""
    awarded = applications_of(person).filter(state__in=AWARDED)
    terms = terms_to_meet(TermKind.ACCEPTANCE, awarded.order_by().values("code"))
    return [(one, terms[one.code].due_on) for one in awarded.filter(code__in=terms)] if terms else []
