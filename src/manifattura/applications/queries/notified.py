"""On which day a message of the office is proved to have reached the applicant."""

from __future__ import annotations

from datetime import date

from manifattura.calls.queries.deliveries import delivered_on

from ..models import Message


def notified_on(*once_keys: str) -> date | None:
    """The day on which the last of these messages was delivered; None while there is no proof (or no such message)."""
    message = Message.objects.filter(once_key__in=once_keys).order_by("-pk").first()
    return delivered_on(message.notice_ref) if message else None
