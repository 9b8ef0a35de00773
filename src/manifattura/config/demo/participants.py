"""The demo's firms in the database: with seat, activity code, and a legal representative each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from manifattura.accounts.models import Person
from manifattura.organisations.domain.kinds import (
    LegalForm,
    MandateKind,
    ParticipantKind,
    SeatKind,
    SizeClass,
)
from manifattura.organisations.models import Mandate, Organisation, OrganisationAteco, Seat

from .firms import SampleFirm, vat_number


@dataclass(frozen=True)
class Participant:
    """A generated firm with its rows: who represents it signs its applications."""

    firm: SampleFirm
    organisation: Organisation
    representative: Person


def settle_firms(firms: Sequence[SampleFirm]) -> list[Participant]:
    """Write all firms in a few statements."""
    people = Person.objects.bulk_create(
        [Person(full_name=f"Legale rappresentante di {firm.name}", is_sample=True) for firm in firms]
    )
    organisations = Organisation.objects.bulk_create(
        [_organisation(firm, person) for firm, person in zip(firms, people, strict=True)]
    )
    participants = [Participant(*row) for row in zip(firms, organisations, people, strict=True)]
    Seat.objects.bulk_create([_seat(one) for one in participants])
    OrganisationAteco.objects.bulk_create(
        [
            OrganisationAteco(organisation=one.organisation, code=one.firm.trade.ateco, is_main=True)
            for one in participants
        ]
    )
    Mandate.objects.bulk_create(
        [
            Mandate(
                organisation=one.organisation,
                person=one.representative,
                kind=MandateKind.LEGAL_REP,
                granted_by=one.representative,
            )
            for one in participants
        ]
    )
    return participants


def settle_impresa(owner: Person, colleague: Person) -> Organisation:
    """The firm of the demo's maker, with a colleague who works on drafts."""
    number = vat_number(99_000)
    organisation = Organisation.objects.create(
        kind=ParticipantKind.FIRM,
        name="Impresa campione A",
        legal_form=LegalForm.SRL,
        fiscal_code=number,
        vat_number=number,
        size_class=SizeClass.MICRO,
        employees=6,
        email=owner.email,
        is_sample=True,
        created_by=owner,
    )
    OrganisationAteco.objects.create(organisation=organisation, code="31.00.31", is_main=True)
    Seat.objects.create(
        organisation=organisation,
        kind=SeatKind.OPERATING,
        address="Via campione 7",
        postal_code="20158",
        city="Milano",
        nil_id=77,
        municipio_id=9,
    )
    for person, kind in ((owner, MandateKind.LEGAL_REP), (colleague, MandateKind.COLLABORATOR)):
        Mandate.objects.create(organisation=organisation, person=person, kind=kind, granted_by=owner)
    return organisation


def _organisation(firm: SampleFirm, person: Person) -> Organisation:
    self_employed = firm.legal_form == LegalForm.SOLE_TRADER and firm.employees == 1
    return Organisation(
        kind=ParticipantKind.SELF_EMPLOYED if self_employed else ParticipantKind.FIRM,
        name=firm.name,
        legal_form=firm.legal_form,
        fiscal_code=firm.vat_number,
        vat_number=firm.vat_number,
        size_class=firm.size_class,
        employees=firm.employees,
        is_sample=True,
        created_by=person,
    )


def _seat(one: Participant) -> Seat:
    quarter = one.firm.quarter
    return Seat(
        organisation=one.organisation,
        kind=SeatKind.OPERATING,
        address=f"Via campione {one.firm.number}",
        postal_code=quarter.postal_code,
        city="Milano",
        nil_id=quarter.nil,
        municipio_id=quarter.municipio,
    )
