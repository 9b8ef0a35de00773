"""Finds the invitation a link belongs to."""

from django.utils.crypto import constant_time_compare

from ..models import Invitation

NONCE_LENGTH = 32


def invitation_by_token(token: str) -> Invitation | None:
    """The invitation of this link, whatever became of it; None when the link is not ours."""
    nonce = token[:NONCE_LENGTH]
    invitation = Invitation.objects.select_related("office", "invited_by").filter(nonce=nonce).first()
    if invitation is None or not constant_time_compare(invitation.token, token):
        return None
    return invitation
