"""Who may write, approve and publish a call: predicates only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import OFFICE_ROLES, Role
from manifattura.accounts.permissions import has_role, is_administrator, may_run_call_of, may_sign_for_office

from .domain.states import UNPUBLISHED_STATES, CallKind, CallState, may_move

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from .models import Call

WRITERS = (Role.EDITOR, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)


def may_see_terms_of(person: Person, office_id: int) -> bool:
    """Everybody of the office reads its terms."""
    return has_role(person, *OFFICE_ROLES, office_id=office_id)


def may_prove_delivery(person: Person, office_id: int) -> bool:
    """Case officers and heads of procedure record that a notice arrived."""
    return may_run_call_of(person, office_id)


def may_suspend_term(person: Person, office_id: int) -> bool:
    """The head of procedure stops a term and lets it go on (L. 241/1990 art. 6)."""
    return may_sign_for_office(person, office_id)


def may_set_parameters(person: Person) -> bool:
    """Administrators add values of legal parameters and closing days."""
    return is_administrator(person)


def may_write_calls_of(person: Person, office_id: int) -> bool:
    """Editors, case officers and heads of procedure write the calls of their office."""
    return has_role(person, *WRITERS, office_id=office_id)


def may_see_drafts_of(person: Person, office_id: int) -> bool:
    """Everybody of the office, its secretaries and the administrators included, reads its drafts."""
    return has_role(person, *OFFICE_ROLES, office_id=office_id)


def may_edit(person: Person, call: Call) -> bool:
    """The writers of its office edit a draft, or the amendment that is being written of a published call."""
    return is_editable(call) and may_write_calls_of(person, call.office_id)


def is_editable(call: Call) -> bool:
    """Before publication always (a change takes the approval back); afterwards only inside an amendment."""
    if call.state == CallState.PUBLISHED:
        return call.amendment_by_id is not None
    return call.state in UNPUBLISHED_STATES


def may_submit(person: Person, call: Call) -> bool:
    """Case officers and heads of procedure ask for approval; an editor writes, and they send."""
    return call.state == CallState.DRAFT and may_run_call_of(person, call.office_id)


def may_approve(person: Person, call: Call) -> bool:
    """A second officer approves: never the one who submitted the draft."""
    return (
        call.state == CallState.IN_APPROVAL
        and may_run_call_of(person, call.office_id)
        and person.pk != call.submitted_for_approval_by_id
    )


def may_return(person: Person, call: Call) -> bool:
    """Whoever runs the office's calls sends a draft back to be mended, the one who submitted it included."""
    return call.state in (CallState.IN_APPROVAL, CallState.APPROVED) and may_run_call_of(
        person, call.office_id
    )


def may_publish(person: Person, call: Call) -> bool:
    """The head of procedure publishes what was approved."""
    return call.state == CallState.APPROVED and may_sign_for_office(person, call.office_id)


def may_amend(person: Person, call: Call) -> bool:
    """An amendment is opened on a published call, one at a time, by those who run the office's calls."""
    return (
        call.state == CallState.PUBLISHED
        and call.amendment_by_id is None
        and may_run_call_of(person, call.office_id)
    )


def may_discard_amendment(person: Person, call: Call) -> bool:
    return call.amendment_by_id is not None and may_run_call_of(person, call.office_id)


def may_publish_amendment(person: Person, call: Call) -> bool:
    """The head of procedure publishes it: never an amendment of their own."""
    return (
        call.state == CallState.PUBLISHED
        and call.amendment_by_id is not None
        and call.amendment_by_id != person.pk
        and may_sign_for_office(person, call.office_id)
    )


def may_extend(person: Person, call: Call) -> bool:
    """The head of procedure moves the deadline of a call that receives applications."""
    return call.state == CallState.PUBLISHED and may_sign_for_office(person, call.office_id)


def may_suspend(person: Person, call: Call) -> bool:
    """The head of procedure stops a published call, whatever phase it is in, until the ranking is final."""
    return _has_arrow(call, CallState.SUSPENDED) and may_sign_for_office(person, call.office_id)


def may_resume(person: Person, call: Call) -> bool:
    return call.state == CallState.SUSPENDED and may_sign_for_office(person, call.office_id)


def may_revoke(person: Person, call: Call) -> bool:
    return _has_arrow(call, CallState.REVOKED) and may_sign_for_office(person, call.office_id)


def may_conclude(person: Person, call: Call) -> bool:
    return _has_arrow(call, CallState.CONCLUDED) and may_sign_for_office(person, call.office_id)


def _has_arrow(call: Call, target: CallState) -> bool:
    return may_move(CallState(call.state), target, CallKind(call.kind))


def may_answer_clarifications(person: Person, call: Call) -> bool:
    """Those who run the calls of the office answer questions about them, also after the term for asking."""
    return call.current_edition_id is not None and may_run_call_of(person, call.office_id)


def may_record_outages(person: Person) -> bool:
    """Whoever runs calls of some office writes down that the system stood still."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.ADMINISTRATOR)
