import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.offices import offices_for
from manifattura.accounts.queries.people import committee_candidates, person_by_email, staff_of_office
from manifattura.kernel.errors import PermissionRefused
from manifattura.organisations.domain.kinds import MandateKind
from manifattura.organisations.permissions import may_declare_for, may_edit_for, may_submit_for
from manifattura.organisations.queries.ateco import is_ateco, matches_prefix, search_ateco
from manifattura.organisations.queries.organisations import (
    capacity_of,
    declarants_of,
    organisation_for,
    organisations_of,
    people_acting_for,
    snapshot,
)
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory
from tests.factories.organisations import GroupingFactory, MandateFactory, firm_of

pytestmark = pytest.mark.django_db


def test_who_may_do_what_for_a_firm():
    owner, delegate, colleague, stranger = PersonFactory.create_batch(4)
    firm = firm_of(owner)
    MandateFactory(organisation=firm, person=delegate, kind=MandateKind.DELEGATE)
    MandateFactory(organisation=firm, person=colleague, kind=MandateKind.COLLABORATOR)
    rights = [
        [may(person, firm.pk) for may in (may_edit_for, may_submit_for, may_declare_for)]
        for person in (owner, delegate, colleague, stranger)
    ]
    assert rights == [[True, True, True], [True, True, False], [True, False, False], [False, False, False]]
    assert people_acting_for(firm) == sorted([owner, delegate, colleague], key=lambda p: p.full_name)
    assert capacity_of(delegate, firm) == "delegate"
    assert capacity_of(stranger, firm) == ""
    with pytest.raises(PermissionRefused):
        organisation_for(stranger, firm.pk)
    assert organisation_for(colleague, firm.pk) == firm


def test_a_grouping_is_acted_for_through_its_members():
    lead_owner, other_owner = PersonFactory.create_batch(2)
    lead, other = firm_of(lead_owner), firm_of(other_owner)
    grouping = GroupingFactory(members=[lead, other])
    assert declarants_of(grouping) == [lead, other]
    assert may_edit_for(other_owner, grouping.pk)
    assert may_submit_for(lead_owner, grouping.pk)
    assert not may_submit_for(other_owner, grouping.pk)
    assert may_declare_for(other_owner, other.pk)
    assert not may_declare_for(other_owner, lead.pk)
    assert set(organisations_of(other_owner)) == {other, grouping}
    assert [member["name"] for member in snapshot(grouping)["members"]] == [lead.name, other.name]


def test_snapshot_holds_plain_facts():
    facts = snapshot(firm_of(PersonFactory()))
    assert facts["kind"] == "firm"
    assert facts["seats"][0]["nil"] == 77
    assert facts["ateco"] == [{"code": "31.00.11", "edition": "2025", "is_main": True}]


def test_staff_and_committee():
    office = OfficeFactory()
    officer = StaffFactory(role=Role.CASE_OFFICER, office=office)
    member = StaffFactory(role=Role.COMMITTEE_MEMBER)
    assert staff_of_office(office.pk) == [officer]
    assert committee_candidates() == [member]
    assert offices_for(officer) == [office]
    assert person_by_email(officer.email.upper()) == officer


def test_ateco():
    assert ("74.11.10", search_ateco("74.11")[0][1]) in search_ateco("74.11")
    assert search_ateco("mobili")
    assert is_ateco("74.11.10")
    assert not is_ateco("74.10.10")
    assert matches_prefix("31.00.11", ["C"])
    assert matches_prefix("74.11.10", ["62", "74.1"])
    assert not matches_prefix("74.11.10", ["C", "74.2"])
