"""Tell each firm the outcome of its formal review, and why: a message in its thread (a job, after the review is closed)."""

from __future__ import annotations

from collections.abc import Sequence

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages
from manifattura.calls.domain.grid_facts import has_committee
from manifattura.calls.queries.editions import current_edition

from ..domain.states import ReviewState
from ..models import Review
from ..queries.letters import ADMITTED, ADMITTED_ALONE, NOT_ADMITTED


def announce_outcomes(*, review_ids: Sequence[int]) -> int:
    """One message per application; returns how many. Run again, it writes nothing more."""
    reviews = (
        Review.objects.select_related(
            "application__call__office", "application__lead", "application__submission"
        )
        .defer("application__submission__payload")
        .filter(pk__in=review_ids)
        .exclude(communicated_at=None)
        .order_by("pk")
    )
    return send_messages(letters=[_letter(review) for review in reviews])


def _letter(review: Review) -> ApplicantLetter:
    assert review.communicated_at is not None
    admitted = review.state == ReviewState.ADMITTED
    return ApplicantLetter(
        application=review.application,
        template=_admitted(review) if admitted else NOT_ADMITTED,
        context={} if admitted else {"reason": review.reason},
        once_key=f"review:{review.pk}:{review.communicated_at.isoformat()}",
    )


def _admitted(review: Review) -> str:
    """Nobody is told to wait for a committee that the call does not have."""
    return ADMITTED if has_committee(current_edition(review.application.call).grid) else ADMITTED_ALONE
