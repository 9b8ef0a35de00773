"""Remind officers of the reviews they have not decided: one notice each, a result per row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_many import Letter, notify_many
from manifattura.kernel import audit
from manifattura.kernel.clock import now

from ..models import Review
from ..permissions import may_review
from .assign_reviews import DECIDED, RowResult

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

PAUSE = timedelta(hours=24)


def preview_reminders(*, reviews: Sequence[Review], by: Person) -> list[RowResult]:
    """What `remind_officers` would do with each row; nothing is written."""
    return [_judge(review, by) for review in reviews]


def remind_officers(*, reviews: Sequence[Review], by: Person) -> list[RowResult]:
    """Write to each officer once, with how many reviews wait."""
    with transaction.atomic():
        results = preview_reminders(reviews=reviews, by=by)
        chosen = [result.review for result in results if result.done]
        Review.objects.filter(pk__in=[review.pk for review in chosen]).update(reminded_at=now())
        scopes: dict[str, list[audit.Entry]] = {}
        for review in chosen:
            assert review.officer is not None
            entry = audit.Entry(review.application, None, {"officer": review.officer.full_name})
            scopes.setdefault(review.application.audit_scope, []).append(entry)
        for scope, entries in scopes.items():
            audit.record_many("review_reminded", by=by, entries=entries, scope=scope)
        notify_many(letters=_letters(chosen))
    return results


def _judge(review: Review, by: Person) -> RowResult:
    if not may_review(by, review.application.call):
        return RowResult(review, False, _("Non è un bando del tuo ufficio."))
    if review.state in DECIDED:
        return RowResult(review, False, _("È già decisa."))
    if review.officer is None:
        return RowResult(review, False, _("Non è assegnata a nessuno."))
    if review.reminded_at and now() - review.reminded_at < PAUSE:
        return RowResult(review, False, _("Sollecitata da meno di un giorno."))
    return RowResult(review, True, _("Avviso a %(officer)s.") % {"officer": review.officer.full_name})


def _letters(reviews: Sequence[Review]) -> list[Letter]:
    by_officer: dict[int, list[Review]] = {}
    for review in reviews:
        assert review.officer_id is not None
        by_officer.setdefault(review.officer_id, []).append(review)
    letters = []
    for group in by_officer.values():
        officer, count = group[0].officer, len(group)
        assert officer is not None
        subject = ngettext("Una domanda aspetta il tuo esito", "%(n)s domande aspettano il tuo esito", count)
        numbers = ", ".join(str(review.application.submission) for review in group[:10])
        letters.append(
            Letter(
                person=officer,
                kind="review_reminded",
                subject=subject % {"n": count},
                body=_("Domande: %(numbers)s.") % {"numbers": numbers + ("…" if count > 10 else "")},
                url="/ufficio/domande/?whose=mine",
            )
        )
    return letters
