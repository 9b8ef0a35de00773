"""The demo's ground: areas of the city, the office, the people who sign in."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Account, Office, Person, RoleAssignment
from manifattura.kernel import audit
from manifattura.territory.actions.load_areas import load_areas

from .people import DEMO_PASSWORD, DEMO_PEOPLE, DOMAIN, OFFICE_SLUG, DemoPerson

CITY_WIDE = (Role.COMMITTEE_MEMBER, Role.ADMINISTRATOR)


def settle_city() -> tuple[Office, dict[str, Person]]:
    """Areas from the city's profile, one sample office, and the demo's people by key."""
    load_areas(nil_csv=settings.CITY["nil_csv"], municipi=settings.CITY["municipi"])
    office = Office.objects.create(
        slug=OFFICE_SLUG,
        name="Ufficio Manifattura (campione)",
        department=settings.CITY["contacts"]["department"],
        email=f"ufficio@{DOMAIN}",
        pec=f"ufficio.pec@{DOMAIN}",
        phone=settings.CITY["contacts"]["phone"],
        address=settings.CITY["contacts"]["address"],
        opening_hours="dal lunedì al venerdì, 9–12",
        substitute_power="Direzione (campione)",
        substitute_power_email=f"direzione@{DOMAIN}",
    )
    password = make_password(DEMO_PASSWORD)
    return office, {person.key: _settle(person, office, password) for person in DEMO_PEOPLE}


def _settle(sample: DemoPerson, office: Office, password: str) -> Person:
    account = Account.objects.create(email=sample.email, password=password)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    person = Person.objects.create(
        account=account, full_name=sample.full_name, email=sample.email, is_sample=True
    )
    audit.record("person_registered", by=person, subject=person, after={"email": sample.email})
    for role in map(Role, sample.roles):
        RoleAssignment.objects.create(person=person, role=role, office=None if role in CITY_WIDE else office)
    return person
