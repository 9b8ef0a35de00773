"""Tell each applicant that the envelopes were opened: a message in its thread (a job)."""

from __future__ import annotations

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages
from manifattura.applications.queries.applications import live_applications
from manifattura.ui.formats import date_text

from ..models import EnvelopeOpening
from ..queries.letters import OPENED


def announce_opening(*, opening_id: int) -> int:
    """One message per application; returns how many. Run again, it writes nothing more."""
    opening = EnvelopeOpening.objects.select_related("call").get(pk=opening_id)
    return send_messages(
        letters=[
            ApplicantLetter(
                application=application,
                template=OPENED,
                context={"moment": lambda: date_text(opening.opened_at, "hour")},
                once_key=f"opening:{opening.pk}:{application.pk}",
            )
            for application in live_applications(opening.call_id).select_related("call__office")
        ]
    )
