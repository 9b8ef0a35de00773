"""Invite somebody to the staff or to committees: an e-mail with a link that works once, for some days."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.invitations import InvitationState
from ..domain.roles import Role
from ..models import Invitation, Office, Person, RoleAssignment
from ..permissions import is_administrator
from ..queries.role_words import recorded_role, role_word
from .grant_role import check_may_give

INVITATION_TASK = "accounts.email_invitation"


def invite_staff(
    *, email: str, full_name: str, role: Role, office: Office | None, by: Person | None
) -> Invitation:
    """Store the invitation and queue its e-mail; `by` None is the system (the first administrator)."""
    check_may_give(role=role, office=office, by=by)
    address = email.strip().lower()
    if by is not None and address in {by.email.lower(), by.account.email.lower() if by.account else ""}:
        raise PermissionRefused(_("Non puoi invitare te stesso: chiedi a un altro amministratore."))
    held = RoleAssignment.objects.filter(
        person__account__email__iexact=address, role=role, office=office, revoked_at=None
    )
    if held.exists():
        raise Refused(_("Questa persona ha già questo ruolo."), field="email")
    try:
        with transaction.atomic():
            _close_expired(address, role, office)
            invitation = Invitation.objects.create(
                email=address,
                full_name=" ".join(full_name.split()),
                role=role,
                office=office,
                nonce=secrets.token_hex(16),
                invited_by=by,
                expires_at=_expiry(),
            )
            audit.record(
                "staff_invited",
                by=by,
                subject=invitation,
                after={"role": recorded_role(role), "office": office.name if office else ""},
            )
            defer(INVITATION_TASK, invitation_id=invitation.pk)
    except IntegrityError as error:
        raise Refused(
            _("Questa persona è già stata invitata con questo ruolo: puoi rimandarle l’invito."),
            field="email",
        ) from error
    return invitation


def renew_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """A new link, valid for as many days again; the old one stops working."""
    with transaction.atomic():
        stored = _waiting(invitation, by)
        stored.nonce, stored.expires_at = secrets.token_hex(16), _expiry()
        stored.save(update_fields=["nonce", "expires_at"])
        audit.record("invitation_renewed", by=by, subject=stored)
        defer(INVITATION_TASK, invitation_id=stored.pk)
    return stored


def cancel_invitation(*, invitation: Invitation, by: Person) -> Invitation:
    """The link stops working."""
    with transaction.atomic():
        stored = _waiting(invitation, by)
        stored.cancelled_at = now()
        stored.save(update_fields=["cancelled_at"])
        audit.record("invitation_cancelled", by=by, subject=stored)
    return stored


def email_invitation(*, invitation_id: int) -> bool:
    """Send the invitation's e-mail; False when it does not stand any more."""
    invitation = Invitation.objects.select_related("office", "invited_by").filter(pk=invitation_id).first()
    if invitation is None or invitation.state != InvitationState.INVITED:
        return False
    context = {
        "city": settings.CITY,
        "invitation": invitation,
        "role": role_word(invitation.role),
        "link": settings.PUBLIC_ADDRESS + reverse("accounts:invitation", args=[invitation.token]),
    }
    subject = _("Invito a lavorare su %(programme)s") % {"programme": settings.CITY["programme"]}
    body = render_to_string("accounts/email/invitation.txt", context)
    EmailMessage(subject=subject, body=body, to=[invitation.email]).send()
    return True


def _waiting(invitation: Invitation, by: Person) -> Invitation:
    if not is_administrator(by):
        raise PermissionRefused(_("Solo un amministratore gestisce gli inviti."))
    stored = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if stored.accepted_at or stored.cancelled_at:
        raise Refused(_("Questo invito è già chiuso."))
    return stored


def _close_expired(address: str, role: Role, office: Office | None) -> None:
    """An expired invitation does not stand in the way of a new one."""
    Invitation.objects.filter(
        email__iexact=address,
        role=role,
        office=office,
        accepted_at=None,
        cancelled_at=None,
        expires_at__lte=now(),
    ).update(cancelled_at=now())


def _expiry() -> datetime:
    return now() + timedelta(days=settings.STAFF_INVITATION_DAYS)
