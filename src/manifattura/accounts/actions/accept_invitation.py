"""Accept an invitation: with the account one has, or with a new one made from the link."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.invitations import InvitationState
from ..domain.roles import Role
from ..models import Invitation, Person
from .grant_role import store_role
from .register_person import open_account

CLOSED = {
    InvitationState.ACCEPTED: gettext_lazy("Questo invito è già stato usato."),
    InvitationState.CANCELLED: gettext_lazy("Questo invito è stato annullato."),
    InvitationState.EXPIRED: gettext_lazy(
        "Questo invito è scaduto: chiedi a chi ti ha invitato di rimandarlo."
    ),
}


def accept_invitation(*, invitation: Invitation, by: Person) -> Person:
    """Give the invited person the role; only whoever signs in with the invited address may accept."""
    with transaction.atomic():
        stored = _standing(invitation)
        if by.account is None or by.account.email.lower() != stored.email.lower():
            raise PermissionRefused(
                _("L’invito è per %(email)s: esci ed entra con quell’indirizzo.") % {"email": stored.email}
            )
        return _accept(stored, by)


def accept_as_new_person(*, invitation: Invitation, full_name: str, password: str) -> Person:
    """Open an account for the invited address (the link proves it is theirs) and give it the role."""
    with transaction.atomic():
        stored = _standing(invitation)
        person = open_account(full_name=full_name, email=stored.email, password=password)
        return _accept(stored, person)


def _standing(invitation: Invitation) -> Invitation:
    stored = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if stored.state in CLOSED:
        raise Refused(str(CLOSED[stored.state]))
    return stored


def _accept(invitation: Invitation, person: Person) -> Person:
    invitation.accepted_at, invitation.accepted_by = now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    store_role(
        person=person,
        role=Role(invitation.role),
        office=invitation.office,
        by=person,
        given_by=invitation.invited_by,
    )
    audit.record("invitation_accepted", by=person, subject=invitation)
    return person
