"""Organisations as others need them: those of a person, who acts for one, and its frozen facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from manifattura.accounts.queries.people import people_by_ids
from manifattura.kernel.errors import PermissionRefused
from manifattura.kernel.money import money_text

from ..domain.kinds import MandateKind, MandateState, ParticipantKind
from ..models import GroupingMember, Mandate, Organisation
from ..permissions import mandates_to_submit, may_edit_for

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ORDER = (MandateKind.LEGAL_REP, MandateKind.DELEGATE, MandateKind.COLLABORATOR)


def organisations_of(person: Person) -> QuerySet[Organisation]:
    """Every organisation the person may work for: by an active mandate, or as a member of a grouping."""
    own = Mandate.objects.filter(person_id=person.pk, state=MandateState.ACTIVE).values("organisation_id")
    through = GroupingMember.objects.filter(member_id__in=own, state=MandateState.ACTIVE).values(
        "grouping_id"
    )
    return Organisation.objects.filter(Q(pk__in=own) | Q(pk__in=through))


def organisation_for(person: Person, organisation_id: int) -> Organisation:
    """The organisation when the person may work for it; `PermissionRefused` otherwise, also when there is none."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None or not may_edit_for(person, organisation_id):
        raise PermissionRefused(_("Non puoi agire per questa impresa."))
    return organisation


def organisation_by_id(organisation_id: int) -> Organisation | None:
    return Organisation.objects.filter(pk=organisation_id).first()


def declarants_of(organisation: Organisation) -> list[Organisation]:
    """Who declares: the organisation itself, or each member of the grouping, the lead first."""
    if organisation.kind != ParticipantKind.GROUPING:
        return [organisation]
    return [row.member for row in active_members(organisation)]


def active_members(grouping: Organisation) -> list[GroupingMember]:
    """Members whose legal representative accepted, the lead first."""
    return list(grouping.members.filter(state=MandateState.ACTIVE).select_related("member"))


def people_acting_for(organisation: Organisation) -> list[Person]:
    """People with an active mandate on the organisation or on a member of the grouping, by name."""
    members = GroupingMember.objects.filter(grouping_id=organisation.pk, state=MandateState.ACTIVE)
    held = Mandate.objects.filter(
        Q(organisation_id=organisation.pk) | Q(organisation_id__in=members.values("member_id")),
        state=MandateState.ACTIVE,
    )
    return people_by_ids(held.values_list("person_id", flat=True))


def legal_representatives_of(organisation_id: int) -> list[Person]:
    """People who represent the organisation now, by name."""
    held = Mandate.objects.filter(
        organisation_id=organisation_id, kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE
    )
    return people_by_ids(held.values_list("person_id", flat=True))


def sending_mandate(person: Person, organisation_id: int) -> int | None:
    """The mandate by which the person sends for the organisation; None when there is none."""
    return mandates_to_submit(person, organisation_id).order_by("id").values_list("id", flat=True).first()


def capacity_of(person: Person, organisation: Organisation) -> str:
    """The strongest quality in which the person acts: "legal_rep", "delegate", "collaborator"; "" when none."""
    members = GroupingMember.objects.filter(grouping_id=organisation.pk, state=MandateState.ACTIVE)
    kinds = set(
        Mandate.objects.filter(
            Q(organisation_id=organisation.pk) | Q(organisation_id__in=members.values("member_id")),
            person_id=person.pk,
            state=MandateState.ACTIVE,
        ).values_list("kind", flat=True)
    )
    return next((str(kind) for kind in ORDER if kind in kinds), "")


def snapshot(organisation: Organisation) -> dict[str, Any]:
    """The facts a submission freezes: plain values only, ready for canonical JSON."""
    facts: dict[str, Any] = {
        "id": organisation.pk,
        "kind": str(organisation.kind),
        "name": organisation.name,
        "legal_form": str(organisation.legal_form),
        "fiscal_code": organisation.fiscal_code or "",
        "vat_number": organisation.vat_number,
        "size_class": str(organisation.size_class),
        "employees": organisation.employees,
        "turnover": None if organisation.turnover is None else money_text(organisation.turnover),
        "founded_on": organisation.founded_on.isoformat() if organisation.founded_on else None,
        "pec": organisation.pec,
        "ateco": [
            {"code": row.code, "edition": row.edition, "is_main": row.is_main}
            for row in organisation.ateco_codes.all()
        ],
        "seats": [
            {
                "kind": str(seat.kind),
                "address": seat.address,
                "postal_code": seat.postal_code,
                "city": seat.city,
                "nil": seat.nil_id,
                "municipio": seat.municipio_id,
            }
            for seat in organisation.seats.all()
        ],
        "members": [],
    }
    if organisation.kind == ParticipantKind.GROUPING:
        facts["members"] = [
            {**snapshot(row.member), "is_lead": row.is_lead} for row in active_members(organisation)
        ]
    return facts


def organisation_with_code(fiscal_code: str) -> Organisation | None:
    """The organisation with this codice fiscale, if it is registered."""
    return Organisation.objects.filter(fiscal_code="".join(fiscal_code.split()).upper()).first()


def others_with_vat(organisation: Organisation) -> list[Organisation]:
    """Other organisations with the same partita IVA: rarely right (a VAT group), more often a mistake to look at."""
    if not organisation.vat_number:
        return []
    found = Organisation.objects.filter(vat_number=organisation.vat_number).exclude(pk=organisation.pk)
    return list(found.order_by("name")[:5])


def represented_by(person: Person) -> list[Organisation]:
    """Organisations (not groupings) that the person represents, by name."""
    held = Mandate.objects.filter(
        person_id=person.pk, kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE
    ).values("organisation_id")
    return list(Organisation.objects.filter(pk__in=held).exclude(kind=ParticipantKind.GROUPING))
