"""Who holds which role where: predicates only. Roles are read once per request and person, then remembered."""

from collections.abc import Collection

from .domain.roles import OFFICE_ROLES, Role
from .models import Person


def roles_of(person: Person) -> frozenset[tuple[Role, int | None]]:
    """The live roles of a person as (role, office id); one statement, remembered on the instance."""
    cached: frozenset[tuple[Role, int | None]] | None = getattr(person, "known_roles", None)
    if cached is None:
        rows = person.roles.filter(revoked_at=None).values_list("role", "office_id")
        cached = frozenset((Role(role), office_id) for role, office_id in rows)
        person.known_roles = cached  # type: ignore[attr-defined]
    return cached


def has_role(person: Person, *wanted: Role, office_id: int | None = None) -> bool:
    """Whether the person holds one of the roles, in that office when one is given (a role without office is city-wide)."""
    return any(
        role in wanted and (office_id is None or held_in is None or held_in == office_id)
        for role, held_in in roles_of(person)
    )


def office_ids_of(person: Person, roles: Collection[Role] = OFFICE_ROLES) -> frozenset[int] | None:
    """Offices whose calls the person may see; None means all offices (a city-wide role)."""
    held = [office_id for role, office_id in roles_of(person) if role in roles]
    if None in held:
        return None
    return frozenset(office_id for office_id in held if office_id is not None)


def is_office(person: Person) -> bool:
    """Whether the person belongs to the staff of some office."""
    return has_role(person, *OFFICE_ROLES)


def is_committee(person: Person) -> bool:
    """Whether the person was named a committee member of the programme (which calls: the committee says)."""
    return has_role(person, Role.COMMITTEE_MEMBER)


def is_administrator(person: Person) -> bool:
    return has_role(person, Role.ADMINISTRATOR)


def may_run_call_of(person: Person, office_id: int) -> bool:
    """Case officers and heads of procedure run the calls of their office."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, office_id=office_id)


def may_sign_for_office(person: Person, office_id: int) -> bool:
    """The head of procedure approves, publishes and adopts the final ranking."""
    return has_role(person, Role.HEAD_OF_PROCEDURE, office_id=office_id)


def may_run_staff(person: Person) -> bool:
    """Administrators invite, remove, and keep the offices."""
    return is_administrator(person)


def forget_roles(person: Person) -> None:
    """Roles just changed: read them again when next asked."""
    if hasattr(person, "known_roles"):
        del person.known_roles
