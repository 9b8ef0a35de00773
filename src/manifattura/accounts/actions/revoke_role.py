"""Take a role away, with its reason; the person's sessions end at once."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.roles import Role
from ..models import Account, Person, RoleAssignment
from ..permissions import forget_roles, is_administrator
from ..queries.role_words import recorded_role


def revoke_role(*, assignment: RoleAssignment, reason: str, by: Person) -> RoleAssignment:
    """End the role; refuses without a reason, twice, and for the last administrator who can sign in."""
    if not is_administrator(by):
        raise PermissionRefused(_("Solo un amministratore dà e toglie i ruoli."))
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: resta nel registro."), field="reason")
    with transaction.atomic():
        # every administrator's row is locked, in one order, so that two of them cannot remove each other
        administrators = list(
            RoleAssignment.objects.select_for_update(of=("self",))
            .filter(role=Role.ADMINISTRATOR, revoked_at=None, person__account__is_active=True)
            .order_by("pk")
        )
        role = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
        if role.revoked_at is not None:
            raise Refused(_("Questo ruolo è già stato tolto."))
        others = {one.person_id for one in administrators if one.pk != role.pk}
        if role.role == Role.ADMINISTRATOR and not others:
            raise Refused(_("È l’ultimo amministratore: invitane un altro prima di togliere questo ruolo."))
        role.revoked_at, role.revoked_by, role.revoke_reason = now(), by, reason.strip()[:300]
        role.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        if role.person.account_id:
            end_sessions(role.person.account_id)
        audit.record(
            "role_revoked",
            by=by,
            subject=role,
            before={"role": recorded_role(role.role), "office": role.office.name if role.office else ""},
            after={"reason": role.revoke_reason},
        )
    for person in (role.person, assignment.person, by):
        forget_roles(person)
    return role


def end_sessions(account_id: int) -> None:
    """Every session of the account ends, on every machine: its stamp is part of their hash."""
    Account.objects.filter(pk=account_id).update(session_stamp=F("session_stamp") + 1)
