"""Give a person a role: nobody gives one to themselves."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.invitations import needs_office
from ..domain.roles import Role
from ..models import Office, Person, RoleAssignment
from ..permissions import forget_roles, is_administrator
from ..queries.role_words import recorded_role


def grant_role(*, person: Person, role: Role, office: Office | None, by: Person | None) -> RoleAssignment:
    """Give the role, in the office or city-wide; `by` None is the system (the first administrator, the demo)."""
    check_may_give(role=role, office=office, by=by)
    if by is not None and by.pk == person.pk:
        raise PermissionRefused(_("Non puoi dare un ruolo a te stesso: chiedi a un altro amministratore."))
    return store_role(person=person, role=role, office=office, by=by, given_by=by)


def check_may_give(*, role: Role, office: Office | None, by: Person | None) -> None:
    """Administrators give roles; a role of an office needs its office."""
    if by is not None and not is_administrator(by):
        raise PermissionRefused(_("Solo un amministratore dà e toglie i ruoli."))
    if needs_office(role) and office is None:
        raise Refused(_("Scegli l’ufficio: questo ruolo si esercita in un ufficio."), field="office")


def store_role(
    *, person: Person, role: Role, office: Office | None, by: Person | None, given_by: Person | None
) -> RoleAssignment:
    """Write the role and its trace; refuses one the person already has."""
    try:
        with transaction.atomic():
            assignment = RoleAssignment.objects.create(
                person=person, role=role, office=office, granted_by=given_by
            )
            audit.record(
                "role_granted",
                by=by,
                subject=assignment,
                after={"role": recorded_role(role), "office": office.name if office else ""},
            )
    except IntegrityError as error:
        raise Refused(_("Questa persona ha già questo ruolo."), field="role") from error
    forget_roles(person)
    return assignment
