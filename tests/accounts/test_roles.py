"""Roles: given by administrators to others, taken away with a reason, never the last administrator's."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from manifattura.accounts.actions.grant_role import grant_role
from manifattura.accounts.actions.revoke_role import revoke_role
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import RoleAssignment
from manifattura.accounts.permissions import (
    has_role,
    is_administrator,
    is_committee,
    is_office,
    may_run_call_of,
    may_sign_for_office,
    office_ids_of,
)
from manifattura.accounts.queries.offices import office_by_id
from manifattura.accounts.queries.people import people_with_role, person_by_id
from manifattura.accounts.queries.staff import count_administrators
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db


def role_of(person):
    return RoleAssignment.objects.get(person=person, revoked_at=None)


def test_an_administrator_gives_a_role_and_it_is_traced():
    administrator, person, office = StaffFactory(role=Role.ADMINISTRATOR), PersonFactory(), OfficeFactory()
    assert not is_office(person)
    grant_role(person=person, role=Role.HEAD_OF_PROCEDURE, office=office, by=administrator)
    assert may_run_call_of(person, office.pk)
    assert may_sign_for_office(person, office.pk)
    assert not may_run_call_of(person, office.pk + 1)
    assert office_ids_of(person) == {office.pk}
    assert office_ids_of(administrator) is None
    entry = AuditEntry.objects.get(verb="role_granted")
    assert entry.after == {"role": "Responsabile del procedimento", "office": office.name}
    assert person_by_id(person.pk) == person
    assert office_by_id(office.pk) == office
    assert people_with_role(Role.HEAD_OF_PROCEDURE, office_id=office.pk) == [person]
    assert people_with_role(Role.EDITOR) == []


def test_nobody_raises_themselves_and_nobody_else_gives_roles():
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    with pytest.raises(PermissionRefused, match="te stesso"):
        grant_role(
            person=administrator, role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory(), by=administrator
        )
    head = StaffFactory(role=Role.HEAD_OF_PROCEDURE)
    with pytest.raises(PermissionRefused):
        grant_role(person=PersonFactory(), role=Role.EDITOR, office=OfficeFactory(), by=head)
    with pytest.raises(Refused, match="già questo ruolo"):
        grant_role(
            person=administrator,
            role=Role.ADMINISTRATOR,
            office=None,
            by=StaffFactory(role=Role.ADMINISTRATOR),
        )
    with pytest.raises(Refused, match="ufficio"):
        grant_role(person=PersonFactory(), role=Role.EDITOR, office=None, by=administrator)


def test_taking_a_role_away_ends_the_sessions(client):
    administrator, officer = StaffFactory(role=Role.ADMINISTRATOR), StaffFactory(role=Role.CASE_OFFICER)
    signed_in(client, officer)
    assert client.get("/profilo/").status_code == 200
    revoke_role(assignment=role_of(officer), reason="Ha cambiato ufficio", by=administrator)
    assert client.get("/profilo/").status_code == 302
    assert not is_office(officer)
    assert AuditEntry.objects.get(verb="role_revoked").after == {"reason": "Ha cambiato ufficio"}


def test_refusals():
    administrator, officer = StaffFactory(role=Role.ADMINISTRATOR), StaffFactory(role=Role.CASE_OFFICER)
    assignment = role_of(officer)
    with pytest.raises(PermissionRefused):
        revoke_role(assignment=assignment, reason="x", by=officer)
    with pytest.raises(Refused) as refusal:
        revoke_role(assignment=assignment, reason=" ", by=administrator)
    assert refusal.value.field == "reason"
    revoke_role(assignment=assignment, reason="x", by=administrator)
    with pytest.raises(Refused, match="già stato tolto"):
        revoke_role(assignment=assignment, reason="x", by=administrator)


def test_the_last_administrator_stays():
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    # one who cannot sign in does not count
    asleep = StaffFactory(role=Role.ADMINISTRATOR)
    asleep.account.is_active = False
    asleep.account.save()
    with pytest.raises(Refused, match="ultimo amministratore"):
        revoke_role(assignment=role_of(administrator), reason="x", by=administrator)
    StaffFactory(role=Role.ADMINISTRATOR)
    revoke_role(assignment=role_of(administrator), reason="x", by=administrator)
    assert not is_administrator(administrator)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_in_the_same_instant():
    first, second = StaffFactory(role=Role.ADMINISTRATOR), StaffFactory(role=Role.ADMINISTRATOR)
    barrier, refused = Barrier(2), []

    def remove(assignment, by):
        barrier.wait()
        try:
            revoke_role(assignment=assignment, reason="x", by=by)
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        Thread(target=remove, args=(role_of(second), first)),
        Thread(target=remove, args=(role_of(first), second)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count_administrators() == 1
    assert len(refused) == 1


def test_predicates():
    member = StaffFactory(role=Role.COMMITTEE_MEMBER)
    assert is_committee(member)
    assert not is_office(member)
    assert has_role(member, Role.COMMITTEE_MEMBER, office_id=5), "a role without office is city-wide"


def test_the_page_asks_the_reason_and_refuses_beside_it(client):
    administrator, officer = StaffFactory(role=Role.ADMINISTRATOR), StaffFactory(role=Role.CASE_OFFICER)
    signed_in(client, administrator)
    path = f"/ufficio/persone/ruoli/{role_of(officer).pk}/togli/"
    assert client.post(path, {"reason": ""}).context["form"].errors["reason"]
    assert client.post(path, {"reason": "Ha cambiato ufficio"}).url == "/ufficio/persone/"
    assert client.get(path).status_code == 404
    own = f"/ufficio/persone/ruoli/{role_of(administrator).pk}/togli/"
    assert "ultimo amministratore" in client.post(own, {"reason": "x"}).content.decode()
