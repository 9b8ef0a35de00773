"""People, their sign-in, offices and roles: `PersonFactory`, `StaffFactory(role=…, office=…)`, `OfficeFactory`."""

from __future__ import annotations

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Account, Office, Person, RoleAssignment

PASSWORD = "una frase lunga 2026"


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    slug = factory.Sequence(lambda n: f"ufficio-{n}")
    name = factory.Sequence(lambda n: f"Ufficio campione {n}")
    email = factory.LazyAttribute(lambda office: f"{office.slug}@example.org")
    substitute_power = "Direzione campione"


class AccountFactory(factory.django.DjangoModelFactory):
    """An account whose address is verified."""

    class Meta:
        model = Account
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persona{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(
            kwargs.pop("email"), kwargs.pop("password", PASSWORD), **kwargs
        )

    @factory.post_generation
    def verified(self, create, verified, **kwargs):
        EmailAddress.objects.create(
            user=self, email=self.email, primary=True, verified=verified is None or verified
        )


class PersonFactory(factory.django.DjangoModelFactory):
    """A person who can sign in with `PASSWORD`; `account=None` for one who cannot."""

    class Meta:
        model = Person

    account = factory.SubFactory(AccountFactory)
    full_name = factory.Sequence(lambda n: f"Persona campione {n}")
    email = factory.LazyAttribute(lambda person: person.account.email if person.account else "")


class RoleAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoleAssignment

    person = factory.SubFactory(PersonFactory)
    role = Role.CASE_OFFICER
    office = factory.SubFactory(OfficeFactory)


class StaffFactory(PersonFactory):
    """`StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)`: a person with one role (and a second factor).

    `office=None` gives a city-wide role; committee members and administrators are so by default.
    """

    class Meta:
        model = Person

    class Params:
        role = Role.CASE_OFFICER

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        office = kwargs.pop("office", "any")
        role = kwargs.pop("staff_role")
        person = super()._create(model_class, *args, **kwargs)
        if office == "any":
            city_wide = role in (Role.COMMITTEE_MEMBER, Role.ADMINISTRATOR)
            office = None if city_wide else (Office.objects.first() or OfficeFactory())
        RoleAssignmentFactory(person=person, role=role, office=office)
        Authenticator.objects.create(
            user=person.account, type=Authenticator.Type.TOTP, data={"secret": "A" * 32}
        )
        return person

    staff_role = factory.SelfAttribute("role")


def signed_in(client: Client, person: Person) -> Client:
    """The client as this person, second factor given where they have one."""
    client.force_login(person.account)
    return client
