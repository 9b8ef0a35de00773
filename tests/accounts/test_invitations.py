"""Staff are invited by e-mail: a link that works once, for seven days."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from manifattura.accounts.actions.accept_invitation import accept_as_new_person, accept_invitation
from manifattura.accounts.actions.invite_staff import (
    cancel_invitation,
    email_invitation,
    invite_staff,
    renew_invitation,
)
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Invitation, Person, RoleAssignment
from manifattura.accounts.queries.invitations import invitation_by_token
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db
PASSWORDS = {"password1": "quattro parole in fila", "password2": "quattro parole in fila"}


@pytest.fixture
def administrator():
    return StaffFactory(role=Role.ADMINISTRATOR)


def invite(administrator, email="nuova@example.org", role=Role.CASE_OFFICER, office=None):
    return invite_staff(
        email=email, full_name="Persona nuova", role=role, office=office or OfficeFactory(), by=administrator
    )


def page_of(invitation):
    return f"/invito/{invitation.token}/"


def test_the_whole_way_for_a_new_person(client, administrator, run_jobs):
    signed_in(client, administrator)
    office = OfficeFactory()
    answer = client.post(
        "/ufficio/persone/invita/",
        {
            "full_name": "Persona nuova",
            "email": "Nuova@example.org",
            "role": "case_officer",
            "office": office.pk,
        },
    )
    assert answer.url == "/ufficio/persone/"
    run_jobs()
    assert "Istruttore" in mail.outbox[0].body
    link = next(word for word in mail.outbox[0].body.split() if "/invito/" in word)
    client.post("/esci/")
    path = link[link.index("/invito/") :]
    assert client.get(path).context["form"].initial == {"full_name": "Persona nuova"}
    assert client.post(path, {"full_name": "Persona nuova", **PASSWORDS}).url == "/ufficio/"
    person = Person.objects.get(account__email="nuova@example.org")
    assert person.roles.get().office == office
    assert client.get("/profilo/secondo-fattore/attiva/").status_code == 200
    client.post("/esci/")
    assert client.get(path).status_code == 410


def test_a_person_with_an_account_signs_in_and_accepts(client, administrator):
    person = PersonFactory()
    invitation = invite(administrator, email=person.email)
    assert client.get(page_of(invitation)).context["known"]
    signed_in(client, person)
    assert client.post(page_of(invitation)).url == "/ufficio/"
    assert person.roles.filter(role=Role.CASE_OFFICER).exists()


def test_somebody_else_cannot_accept_it(client, administrator):
    invitation = invite(administrator)
    signed_in(client, PersonFactory())
    assert "Esci ed entra" in client.get(page_of(invitation)).content.decode()
    assert client.post(page_of(invitation)).status_code == 200
    assert not RoleAssignment.objects.filter(role=Role.CASE_OFFICER).exists()
    with pytest.raises(PermissionRefused):
        accept_invitation(invitation=invitation, by=PersonFactory())


def test_it_expires_at_the_seventh_day(client, administrator):
    invitation = invite(administrator)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert client.get(page_of(invitation)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        page = client.get(page_of(invitation))
        assert page.status_code == 410
        assert "scaduto" in page.content.decode()
        with pytest.raises(Refused, match="scaduto"):
            accept_as_new_person(invitation=invitation, full_name="X Y", password="quattro parole in fila")
        assert not email_invitation(invitation_id=invitation.pk)
        renewed = invite(administrator)
        assert renewed.pk != invitation.pk, "an expired invitation does not stand in the way"


def test_it_works_once(administrator):
    invitation = invite(administrator)
    accept_as_new_person(invitation=invitation, full_name="X Y", password="quattro parole in fila")
    with pytest.raises(Refused, match="già stato usato"):
        accept_as_new_person(invitation=invitation, full_name="X Y", password="quattro parole in fila")


def test_sending_it_again_replaces_the_link(client, administrator):
    invitation = invite(administrator)
    old = page_of(invitation)
    renewed = renew_invitation(invitation=invitation, by=administrator)
    assert client.get(old).status_code == 404
    assert client.get(page_of(renewed)).status_code == 200
    cancel_invitation(invitation=renewed, by=administrator)
    assert "annullato" in client.get(page_of(renewed)).content.decode()
    with pytest.raises(Refused):
        cancel_invitation(invitation=renewed, by=administrator)


def test_buttons_of_the_list(client, administrator):
    invitation = invite(administrator)
    signed_in(client, administrator)
    for step in ("rimanda", "annulla", "annulla"):
        assert client.post(f"/ufficio/persone/inviti/{invitation.pk}/{step}/").url == "/ufficio/persone/"
    invitation.refresh_from_db()
    assert invitation.cancelled_at
    assert client.get(f"/ufficio/persone/inviti/{invitation.pk}/annulla/").status_code == 405


def test_a_link_cannot_be_guessed_from_the_database(administrator):
    invitation = invite(administrator)
    assert invitation_by_token(invitation.token) == invitation
    assert invitation_by_token(invitation.nonce) is None
    assert invitation_by_token(invitation.nonce + "0" * 32) is None
    assert invitation_by_token("") is None


def test_refusals(administrator):
    office = OfficeFactory()
    with pytest.raises(PermissionRefused, match="te stesso"):
        invite(administrator, email=administrator.email)
    with pytest.raises(PermissionRefused):
        invite(StaffFactory(role=Role.CASE_OFFICER, office=office))
    with pytest.raises(Refused) as refusal:
        invite_staff(email="a@example.org", full_name="A", role=Role.EDITOR, office=None, by=administrator)
    assert refusal.value.field == "office"
    invite(administrator, office=office)
    with pytest.raises(Refused, match="già stata invitata") as refusal:
        invite(administrator, office=office)
    assert refusal.value.field == "email"
    officer = StaffFactory(role=Role.EDITOR, office=office)
    with pytest.raises(Refused, match="già questo ruolo"):
        invite(administrator, email=officer.email, role=Role.EDITOR, office=office)
    with pytest.raises(PermissionRefused):
        renew_invitation(invitation=Invitation.objects.first(), by=officer)


def test_the_form_keeps_what_was_typed(client, administrator):
    signed_in(client, administrator)
    answer = client.post(
        "/ufficio/persone/invita/", {"full_name": "Persona nuova", "email": "x", "role": "case_officer"}
    )
    page = answer.content.decode()
    assert 'value="Persona nuova"' in page
    assert answer.context["form"].errors["email"]
    answer = client.post(
        "/ufficio/persone/invita/",
        {"full_name": "Persona nuova", "email": "x@example.org", "role": "case_officer"},
    )
    assert "Scegli l’ufficio" in answer.content.decode()


def test_a_weak_password_is_refused_beside_its_field(client, administrator):
    invitation = invite(administrator)
    answer = client.post(
        page_of(invitation), {"full_name": "X Y", "password1": "corta", "password2": "corta"}
    )
    assert answer.context["form"].errors["password1"]
    answer = client.post(
        page_of(invitation), {"full_name": "X Y", **PASSWORDS, "password2": "altra frase lunga"}
    )
    assert answer.context["form"].errors["password2"]


def test_an_account_made_meanwhile_is_not_taken_over(administrator):
    invitation = invite(administrator)
    PersonFactory(account__email="nuova@example.org")
    with pytest.raises(Refused, match="già un account"):
        accept_as_new_person(invitation=invitation, full_name="X Y", password="quattro parole in fila")
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
