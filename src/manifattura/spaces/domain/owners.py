"""What an owner must have said before a card is public."""

from datetime import date

from .words import OwnerKind

ASKED = frozenset({OwnerKind.PRIVATE, OwnerKind.FOUNDATION})
"""Public bodies publish what they own by law (D.Lgs 33/2013 art. 30); the others are asked."""


def lacks_consent(owner_kind: str, consent_on: date | None) -> bool:
    """Whether the card may not be public yet for want of the owner's consent."""
    return owner_kind in ASKED and consent_on is None
