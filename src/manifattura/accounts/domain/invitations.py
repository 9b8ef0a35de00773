"""When an invitation still stands, and which roles belong to an office."""

from datetime import datetime
from enum import StrEnum

from .roles import Role

# the committee is the programme's, the administrator the installation's; every other role is held in an office
WITHOUT_OFFICE = frozenset({Role.COMMITTEE_MEMBER, Role.ADMINISTRATOR})


class InvitationState(StrEnum):
    INVITED = "invited"
    ACCEPTED = "active"
    CANCELLED = "removed"
    EXPIRED = "expired"


def invitation_state(
    *,
    accepted_at: datetime | None,
    cancelled_at: datetime | None,
    expires_at: datetime,
    moment: datetime,
) -> InvitationState:
    """What became of an invitation; it expires at the instant `expires_at`."""
    if accepted_at:
        return InvitationState.ACCEPTED
    if cancelled_at:
        return InvitationState.CANCELLED
    return InvitationState.EXPIRED if moment >= expires_at else InvitationState.INVITED


def needs_office(role: Role) -> bool:
    """Whether the role is held in an office."""
    return role not in WITHOUT_OFFICE
