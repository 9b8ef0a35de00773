"""Give reviews to an officer, many at once, with a result per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_person import notify_person
from manifattura.accounts.permissions import may_run_call_of
from manifattura.kernel import audit
from manifattura.kernel.clock import now

from ..domain.states import ReviewState
from ..models import OfficerStatement, Review
from ..permissions import may_review

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

DECIDED = (ReviewState.ADMITTED, ReviewState.NOT_ADMITTED)


@dataclass(frozen=True)
class RowResult:
    """What happens, or would happen, to one row; `done` False with the reason in `text`."""

    review: Review
    done: bool
    text: str


def preview_assignment(*, reviews: Sequence[Review], officer: Person, by: Person) -> list[RowResult]:
    """What `assign_reviews` would do with each row; nothing is written."""
    conflicts = set(
        OfficerStatement.objects.filter(
            review__in=reviews, person_id=officer.pk, has_conflict=True
        ).values_list("review_id", flat=True)
    )
    return [_judge(review, officer, by, conflicts) for review in reviews]


def assign_reviews(*, reviews: Sequence[Review], officer: Person, by: Person) -> list[RowResult]:
    """Assign what may be assigned; the other rows say why not. The officer gets one notice for all."""
    with transaction.atomic():
        locked = {
            review.pk: review
            for review in Review.objects.select_for_update(of=("self",), no_key=True)
            .select_related("application__call", "application__lead", "application__submission", "officer")
            .defer("application__submission__payload")
            .filter(pk__in=[review.pk for review in reviews])
            .order_by("pk")
        }
        rows = [locked[review.pk] for review in reviews if review.pk in locked]
        results = preview_assignment(reviews=rows, officer=officer, by=by)
        chosen = [result.review for result in results if result.done]
        _write(chosen, officer, by)
    return results


def _judge(review: Review, officer: Person, by: Person, conflicts: set[int]) -> RowResult:
    call = review.application.call
    if not may_review(by, call):
        return RowResult(review, False, _("Non è un bando del tuo ufficio."))
    if not may_run_call_of(officer, call.office_id):
        return RowResult(
            review, False, _("%(officer)s non lavora in questo ufficio.") % {"officer": officer.full_name}
        )
    if review.state in DECIDED:
        return RowResult(review, False, _("È già decisa."))
    if review.pk in conflicts:
        return RowResult(
            review, False, _("%(officer)s ha dichiarato un conflitto.") % {"officer": officer.full_name}
        )
    if review.officer_id == officer.pk:
        return RowResult(review, False, _("È già assegnata a %(officer)s.") % {"officer": officer.full_name})
    if review.officer is not None:
        text = _("Passa da %(old)s a %(new)s.") % {"old": review.officer.full_name, "new": officer.full_name}
        return RowResult(review, True, text)
    return RowResult(review, True, _("Va a %(officer)s.") % {"officer": officer.full_name})


def _write(reviews: list[Review], officer: Person, by: Person) -> None:
    if not reviews:
        return
    Review.objects.filter(pk__in=[review.pk for review in reviews]).update(officer=officer, assigned_at=now())
    scopes: dict[str, list[audit.Entry]] = {}
    for review in reviews:
        before = {"officer": review.officer.full_name if review.officer else ""}
        entry = audit.Entry(review.application, before, {"officer": officer.full_name})
        scopes.setdefault(review.application.audit_scope, []).append(entry)
    for scope, entries in scopes.items():
        audit.record_many("review_assigned", by=by, entries=entries, scope=scope)
    if officer.pk == by.pk:
        return
    count = len(reviews)
    notify_person(
        person=officer,
        kind="review_assigned",
        subject=ngettext("Hai una nuova domanda da istruire", "Hai %(n)s nuove domande da istruire", count)
        % {"n": count},
        body=_("Le trovi nella coda, tra «Le mie»."),
        url="/ufficio/domande/?whose=mine",
    )
