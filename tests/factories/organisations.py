"""Firms, their seats, codes and mandates. Fiscal numbers are made up and pass their check digits."""

from __future__ import annotations

import factory
from stdnum import luhn

from manifattura.organisations.domain.kinds import (
    LegalForm,
    MandateKind,
    ParticipantKind,
    SeatKind,
    SizeClass,
)
from manifattura.organisations.models import GroupingMember, Mandate, Organisation, OrganisationAteco, Seat
from tests.factories.accounts import PersonFactory
from tests.factories.territory import any_municipio, any_nil


def sample_vat(number: int) -> str:
    """A partita IVA with a right check digit for each number (office code 015, Milano)."""
    digits = f"{9_000_000 + number:07d}015"
    return digits + luhn.calc_check_digit(digits)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = ParticipantKind.FIRM
    name = factory.Sequence(lambda n: f"Impresa campione {n}")
    legal_form = LegalForm.SRL
    fiscal_code = factory.Sequence(sample_vat)
    vat_number = factory.LazyAttribute(lambda firm: firm.fiscal_code or "")
    size_class = SizeClass.MICRO
    employees = 6
    created_by = factory.SubFactory(PersonFactory)


class AtecoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationAteco

    organisation = factory.SubFactory(OrganisationFactory)
    code = "31.00.11"
    is_main = True


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    organisation = factory.SubFactory(OrganisationFactory)
    kind = SeatKind.OPERATING
    address = "Via di prova 1"
    postal_code = "20157"
    city = "Milano"
    nil = factory.LazyFunction(any_nil)
    municipio = factory.LazyFunction(any_municipio)


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(PersonFactory)
    kind = MandateKind.LEGAL_REP


class GroupingFactory(OrganisationFactory):
    """`GroupingFactory(members=[a, b])`: the first leads."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    kind = ParticipantKind.GROUPING
    name = factory.Sequence(lambda n: f"Raggruppamento campione {n}")
    legal_form = ""
    fiscal_code = None
    vat_number = ""
    size_class = ""
    employees = None

    @factory.post_generation
    def members(self, create, members, **kwargs):
        for place, member in enumerate(members or []):
            GroupingMember.objects.create(grouping=self, member=member, is_lead=place == 0)


def firm_of(person, *, kind: MandateKind = MandateKind.LEGAL_REP, **facts) -> Organisation:
    """A whole firm (seat, activity code) for which the person acts."""
    organisation = OrganisationFactory(created_by=person, **facts)
    MandateFactory(organisation=organisation, person=person, kind=kind)
    AtecoFactory(organisation=organisation)
    SeatFactory(organisation=organisation)
    return organisation
