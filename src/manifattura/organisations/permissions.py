"""Who may act for an organisation, as its mandates say. A grouping is acted for through its members too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role

from .domain.kinds import MandateKind, MandateState
from .models import Mandate

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MEMBER_OF = Q(organisation__groupings__state=MandateState.ACTIVE)


def may_edit_for(person: Person, organisation_id: int) -> bool:
    """Any active mandate: on the organisation, or on a member of the grouping."""
    return _holds(person, _of(organisation_id) | _of_member(organisation_id))


def used_to_act_for(person: Person, organisation_id: int) -> bool:
    """A mandate of theirs was ended: what they worked on is no secret to them."""
    where = _of(organisation_id) | _of_member(organisation_id)
    return Mandate.objects.filter(where, person_id=person.pk, state=MandateState.REVOKED).exists()


def may_declare_for(person: Person, organisation_id: int) -> bool:
    """Only a legal representative declares, and only for the organisation itself (DPR 445/2000 art. 46-47)."""
    return _holds(person, _of(organisation_id), MandateKind.LEGAL_REP)


def may_submit_for(person: Person, organisation_id: int) -> bool:
    """Legal representative or delegate of the organisation, or of the lead of the grouping."""
    return mandates_to_submit(person, organisation_id).exists()


def mandates_to_submit(person: Person, organisation_id: int) -> QuerySet[Mandate]:
    """The mandates by which the person may send for the organisation."""
    lead = _of_member(organisation_id) & Q(organisation__groupings__is_lead=True)
    return _held(person, _of(organisation_id) | lead, MandateKind.LEGAL_REP, MandateKind.DELEGATE)


def may_manage_mandates(person: Person, organisation_id: int) -> bool:
    """Legal representatives say who else acts for the organisation."""
    return may_declare_for(person, organisation_id)


def _of(organisation_id: int) -> Q:
    return Q(organisation_id=organisation_id)


def _of_member(grouping_id: int) -> Q:
    return MEMBER_OF & Q(organisation__groupings__grouping_id=grouping_id)


def _holds(person: Person, where: Q, *kinds: MandateKind) -> bool:
    return _held(person, where, *kinds).exists()


def _held(person: Person, where: Q, *kinds: MandateKind) -> QuerySet[Mandate]:
    mandates = Mandate.objects.filter(where, person_id=person.pk, state=MandateState.ACTIVE)
    return mandates.filter(kind__in=kinds) if kinds else mandates


def may_change_facts(person: Person, organisation_id: int) -> bool:
    """Legal representative or delegate correct the facts; a collaborator reads them."""
    return may_submit_for(person, organisation_id)


def may_decide_claims(person: Person) -> bool:
    """Officials answer requests to act that nobody else can answer, and end mandates that prove wrong."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, Role.ADMINISTRATOR)


def may_import_firms(person: Person) -> bool:
    """Case officers and heads of procedure bring in tables of firms."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)
