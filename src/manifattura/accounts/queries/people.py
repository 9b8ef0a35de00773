"""Who works where: reads used by other apps to assign, appoint, invite and notify."""

from collections.abc import Iterable

from django.db.models import Q

from ..domain.roles import OFFICE_ROLES, Role
from ..models import Person


def staff_of_office(office_id: int) -> list[Person]:
    """People with a live role in the office, or a city-wide one, by name."""
    return _holders(Q(roles__office_id=office_id) | Q(roles__office=None), *OFFICE_ROLES)


def people_with_role(*roles: Role, office_id: int | None = None) -> list[Person]:
    """People holding one of the roles, in that office (or city-wide) when one is given, by name."""
    place = Q() if office_id is None else Q(roles__office_id=office_id) | Q(roles__office=None)
    return _holders(place, *roles)


def committee_candidates() -> list[Person]:
    """People whom a committee may be made of: a live role of committee member, by name."""
    return _holders(Q(), Role.COMMITTEE_MEMBER)


def person_by_email(email: str) -> Person | None:
    """The person who signs in with this address, or None."""
    return Person.objects.filter(account__email__iexact=email.strip(), account__is_active=True).first()


def person_by_id(person_id: int) -> Person | None:
    return Person.objects.filter(pk=person_id).first()


def _holders(place: Q, *roles: Role) -> list[Person]:
    held = Q(roles__revoked_at=None, roles__role__in=roles) & place
    return list(Person.objects.filter(held).distinct().order_by("full_name", "pk"))


def people_by_ids(person_ids: Iterable[int | None]) -> list[Person]:
    """The people with these ids, each once, by name."""
    return list(Person.objects.filter(pk__in=list(person_ids)).order_by("full_name", "pk"))
