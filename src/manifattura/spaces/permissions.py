"""Who may change the census, and who may visit for a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role
from manifattura.organisations.permissions import may_edit_for

from .domain.agreements import AgreementState

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from .models import Agreement, VisitBooking


def may_keep_census(person: Person) -> bool:
    """Case officers and heads of procedure keep it."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)


def may_visit_for(person: Person, organisation_id: int) -> bool:
    """Whoever may work for the firm books for it."""
    return may_edit_for(person, organisation_id)


def may_see_booking(person: Person, booking: VisitBooking) -> bool:
    """The firm's people, and those who keep the census."""
    return may_visit_for(person, booking.organisation_id) or may_keep_census(person)


def may_see_agreement(person: Person, agreement: Agreement) -> bool:
    """The people of the firm once the terms are closed, and those who keep the census."""
    if may_keep_census(person):
        return True
    return (
        agreement.organisation_id is not None
        and agreement.state not in (AgreementState.DRAFT, AgreementState.DROPPED)
        and may_edit_for(person, agreement.organisation_id)
    )


def may_sign_agreements(person: Person) -> bool:
    """Heads of procedure check the aid, sign, end before time; case officers prepare and record."""
    return has_role(person, Role.HEAD_OF_PROCEDURE)
