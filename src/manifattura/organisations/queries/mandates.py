"""Mandates: of an organisation, waiting for somebody's answer, of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..domain.kinds import MandateKind, MandateState
from ..models import GroupingMember, Mandate, Organisation

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def mandates_of(organisation: Organisation) -> list[Mandate]:
    """Every mandate of the organisation: waiting, active, then those that ended."""
    order = {MandateState.PENDING: 0, MandateState.ACTIVE: 1}
    found = organisation.mandates.select_related("person", "granted_by", "answered_by")
    return sorted(found, key=lambda mandate: (order.get(MandateState(mandate.state), 2), -mandate.pk))


def live_mandates_of(person: Person) -> list[Mandate]:
    """Active mandates of the person and requests still waiting, with their organisation, by its name."""
    live = Mandate.objects.filter(person_id=person.pk, state__in=[MandateState.ACTIVE, MandateState.PENDING])
    return list(live.select_related("organisation").order_by("state", "organisation__name", "pk"))


def invitations_for(person: Person) -> list[Mandate]:
    """Invitations to the person's own address, not yet answered."""
    address = person.account.email if person.account else ""
    if not address:
        return []
    waiting = Mandate.objects.filter(invited_email__iexact=address, person=None, state=MandateState.PENDING)
    return list(waiting.select_related("organisation", "granted_by"))


def requests_for(person: Person) -> list[Mandate]:
    """Requests to act for organisations that the person represents."""
    mine = _represented(person)
    waiting = Mandate.objects.filter(
        organisation_id__in=mine, state=MandateState.PENDING, person__isnull=False
    )
    return list(waiting.select_related("organisation", "person"))


def memberships_to_answer(person: Person) -> list[GroupingMember]:
    """Invitations to groupings for organisations that the person represents."""
    waiting = GroupingMember.objects.filter(member_id__in=_represented(person), state=MandateState.PENDING)
    return list(waiting.select_related("grouping", "member", "invited_by"))


def waiting_count(person: Person) -> int:
    """How many answers the others wait for from this person; two statements."""
    address = person.account.email if person.account else ""
    mine = _represented(person)
    mandates = Mandate.objects.filter(
        Q(organisation_id__in=mine, person__isnull=False)
        | (Q(invited_email__iexact=address, person=None) if address else Q(pk=None)),
        state=MandateState.PENDING,
    )
    memberships = GroupingMember.objects.filter(member_id__in=mine, state=MandateState.PENDING)
    return mandates.count() + memberships.count()


def claims_for_office() -> QuerySet[Mandate]:
    """Requests to act, oldest first; `orphan` where nobody represents the organisation and only the office can answer."""
    represented = Mandate.objects.filter(
        organisation_id=OuterRef("organisation_id"),
        kind=MandateKind.LEGAL_REP,
        state=MandateState.ACTIVE,
    )
    waiting = Mandate.objects.filter(state=MandateState.PENDING, person__isnull=False)
    return (
        waiting.annotate(orphan=~Exists(represented))
        .select_related("organisation", "person")
        .order_by("-orphan", "pk")
    )


def orphan_claims() -> QuerySet[Mandate]:
    """Requests that wait for the office because nobody represents the organisation."""
    represented = Mandate.objects.filter(kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE)
    waiting = Mandate.objects.filter(state=MandateState.PENDING, person__isnull=False)
    return waiting.exclude(organisation_id__in=represented.values("organisation_id"))


def find_organisations(text: str) -> QuerySet[Organisation]:
    """Organisations by name, codice fiscale or partita IVA, by name; all of them for an empty text."""
    wanted = text.strip()
    if not wanted:
        return Organisation.objects.all()
    return Organisation.objects.filter(
        Q(name__icontains=wanted) | Q(fiscal_code__istartswith=wanted) | Q(vat_number__startswith=wanted)
    )


def _represented(person: Person) -> QuerySet[Mandate, int]:
    return Mandate.objects.filter(
        person_id=person.pk, kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE
    ).values_list("organisation_id", flat=True)
