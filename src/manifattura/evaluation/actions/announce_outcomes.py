"""Tell each firm the outcome of its formal review, and why (a job, after the review is closed)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.accounts.actions.notify_many import Letter, notify_many
from manifattura.organisations.queries.acting_people import people_acting_for_each

from ..domain.states import ReviewState
from ..models import Review


def announce_outcomes(*, review_ids: Sequence[int]) -> int:
    """One notice per person acting for each applicant, in the person's language; returns how many."""
    reviews = list(
        Review.objects.select_related("application__call")
        .filter(pk__in=review_ids)
        .exclude(communicated_at=None)
    )
    people = people_acting_for_each({review.application.lead_id for review in reviews})
    letters = []
    for review in reviews:
        for person in people.get(review.application.lead_id, []):
            with override(person.language):
                subject, body = _words(review)
            letters.append(
                Letter(
                    person=person,
                    kind="review_outcome",
                    subject=subject,
                    body=body,
                    url=f"/domande/{review.application.code}/",
                    scope=review.application.audit_scope,
                )
            )
    return notify_many(letters=letters)


def _words(review: Review) -> tuple[str, str]:
    call = review.application.call.title
    if review.state == ReviewState.ADMITTED:
        return (
            _("La tua domanda è ammessa: %(call)s") % {"call": call},
            _("I requisiti ci sono. Ora la commissione valuta il progetto: non devi fare nulla."),
        )
    return (
        _("La tua domanda non è ammessa: %(call)s") % {"call": call},
        _("Motivo: %(reason)s\nNella pagina della domanda trovi i controlli e come chiedere un riesame.")
        % {"reason": review.reason},
    )
