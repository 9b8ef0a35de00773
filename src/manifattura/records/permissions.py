"""Who checks, who answers requests for documents: predicates only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.permissions import may_run_call_of, may_sign_for_office

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call


def may_see_checks(person: Person, call: Call) -> bool:
    return may_run_call_of(person, call.office_id)


def may_check(person: Person, call: Call) -> bool:
    """Case officers and heads of procedure of the call's office write outcomes."""
    return may_run_call_of(person, call.office_id)


def may_draw(person: Person, call: Call) -> bool:
    """The head of procedure fixes the list and draws."""
    return may_sign_for_office(person, call.office_id)
