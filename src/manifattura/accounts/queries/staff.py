"""Who holds which role where, and who was invited: the lists of the staff page."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from ..domain.roles import Role
from ..models import Invitation, RoleAssignment


def live_roles(*, office_id: int | None = None, role: str = "", text: str = "") -> QuerySet[RoleAssignment]:
    """Live roles with their person, office and giver, by office and name, and `has_factor`; filters are optional."""
    factors = Authenticator.objects.filter(user_id=OuterRef("person__account_id"))
    roles = RoleAssignment.objects.filter(revoked_at=None).annotate(has_factor=Exists(factors))
    if office_id is not None:
        roles = roles.filter(office_id=office_id)
    if role:
        roles = roles.filter(role=role)
    if text:
        roles = roles.filter(Q(person__full_name__icontains=text) | Q(person__email__icontains=text))
    return roles.select_related("person", "person__account", "office", "granted_by").order_by(
        "office__name", "person__full_name", "role"
    )


def ended_roles(limit: int = 50) -> list[RoleAssignment]:
    """Roles removed, the latest first."""
    ended = RoleAssignment.objects.exclude(revoked_at=None)
    return list(ended.select_related("person", "office", "revoked_by").order_by("-revoked_at")[:limit])


def open_invitations() -> list[Invitation]:
    """Invitations neither accepted nor cancelled, expired ones among them, the latest first."""
    waiting = Invitation.objects.filter(accepted_at=None, cancelled_at=None)
    return list(waiting.select_related("office", "invited_by"))


def count_administrators() -> int:
    """People who administer the installation now and can sign in."""
    return (
        RoleAssignment.objects.filter(
            role=Role.ADMINISTRATOR, revoked_at=None, person__account__is_active=True
        )
        .values("person_id")
        .distinct()
        .count()
    )
