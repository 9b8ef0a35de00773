"""Who checks, who answers requests for documents: predicates only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.permissions import may_run_call_of, may_sign_for_office

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

    from .models import AccessRequest


def may_see_checks(person: Person, call: Call) -> bool:
    return may_run_call_of(person, call.office_id)


def may_check(person: Person, call: Call) -> bool:
    """Case officers and heads of procedure of the call's office write outcomes."""
    return may_run_call_of(person, call.office_id)


def may_draw(person: Person, call: Call) -> bool:
    """The head of procedure fixes the list and draws."""
    return may_sign_for_office(person, call.office_id)


def may_answer_access(person: Person, office_id: int) -> bool:
    """Those who run the office's calls keep its register of requests for documents."""
    return may_run_call_of(person, office_id)


def may_see_request(person: Person, request: AccessRequest) -> bool:
    """Who asked, and the office."""
    return request.requester_id == person.pk or may_answer_access(person, request.office_id)


def may_see_retention(person: Person, call: Call) -> bool:
    return may_run_call_of(person, call.office_id)


def may_direct_retention(person: Person, call: Call) -> bool:
    """The head of procedure sets lengths, lists what is due and orders that it is discarded."""
    return may_sign_for_office(person, call.office_id)
