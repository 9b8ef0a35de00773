"""Who may review, sit, score and publish: predicates only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role, may_run_call_of, may_sign_for_office, office_ids_of

from .domain.states import MemberRole

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

    from .models import Committee, CommitteeMember

CASEWORK = frozenset({Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE})


def is_caseworker(person: Person) -> bool:
    """Whether the person reviews applications for some office."""
    return has_role(person, *CASEWORK)


def casework_office_ids(person: Person) -> frozenset[int] | None:
    """Offices whose applications the person reviews; None means all."""
    return office_ids_of(person, CASEWORK)


def may_review(person: Person, call: Call) -> bool:
    """Case officers and the head of procedure of the call's own office."""
    return may_run_call_of(person, call.office_id)


def may_direct(person: Person, call: Call) -> bool:
    """The head of procedure closes and reopens reviews, appoints, publishes."""
    return may_sign_for_office(person, call.office_id)


def member_of(person: Person, committee: Committee) -> CommitteeMember | None:
    """The person's seat in the committee, or None."""
    member: CommitteeMember | None = (
        committee.members.select_related("person").filter(person_id=person.pk, left_at=None).first()
    )
    return member


def sits(member: CommitteeMember | None) -> bool:
    """Who declined the appointment keeps a seat only on paper, until somebody else has it: nothing to do or to read."""
    return member is not None and member.declined_at is None


def may_keep_minutes(member: CommitteeMember | None) -> bool:
    """The secretary writes the minutes, generates them and brings the signed file back."""
    return member is not None and sits(member) and member.role == MemberRole.SECRETARY


def may_convene(member: CommitteeMember | None) -> bool:
    """The secretary or the president."""
    seats = (MemberRole.SECRETARY, MemberRole.PRESIDENT)
    return member is not None and sits(member) and member.role in seats


def may_close_sitting(member: CommitteeMember | None) -> bool:
    """The president opens, adjourns, resumes and closes."""
    return member is not None and sits(member) and member.role == MemberRole.PRESIDENT


def may_score(member: CommitteeMember | None) -> bool:
    """President and members score, once they have declared their conflicts; the secretary never does."""
    return member is not None and sits(member) and member.scores and member.conflicts_declared_at is not None


def may_see_committee_work(person: Person, call: Call, member: CommitteeMember | None) -> bool:
    """Marks of closed sittings: the committee itself, and the office that runs the call."""
    return sits(member) or may_review(person, call)
