"""Who may write, approve and publish a call: predicates only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role, may_sign_for_office

from .domain.states import EDITABLE_STATES, CallState

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from .models import Call

WRITERS = (Role.EDITOR, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)


def may_write_calls_of(person: Person, office_id: int) -> bool:
    """Editors, case officers and heads of procedure write the calls of their office."""
    return has_role(person, *WRITERS, office_id=office_id)


def may_edit(person: Person, call: Call) -> bool:
    """A draft is edited by the writers of its office."""
    return call.state in EDITABLE_STATES and may_write_calls_of(person, call.office_id)


def may_approve(person: Person, call: Call) -> bool:
    """A second officer approves: never the one who submitted the draft."""
    return (
        call.state == CallState.IN_APPROVAL
        and has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, office_id=call.office_id)
        and person.pk != call.submitted_for_approval_by_id
    )


def may_publish(person: Person, call: Call) -> bool:
    """The head of procedure publishes what was approved."""
    return call.state == CallState.APPROVED and may_sign_for_office(person, call.office_id)
