"""Terms as the apps above and the office's pages read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import F, QuerySet

from ..models import Term


def _terms() -> QuerySet[Term]:
    return Term.objects.select_related("office", "officer", "call").prefetch_related("suspensions")


def term(pk: int) -> Term:
    """One term; DoesNotExist when there is none."""
    return _terms().get(pk=pk)


def terms_with_ids(ids: Iterable[int]) -> dict[int, Term]:
    """Many terms in one statement, by id."""
    return {one.pk: one for one in _terms().filter(pk__in=list(ids))}


def terms_of(subject_type: str, subject_id: str | int) -> QuerySet[Term]:
    """The terms on one subject, first opened first."""
    return _terms().filter(subject_type=subject_type, subject_id=str(subject_id)).order_by("pk")


def open_terms(office_ids: Collection[int] | None) -> QuerySet[Term]:
    """Terms nobody closed, of these offices (None: of all), by the day they end; those without a day last."""
    terms = _terms().filter(closed_at=None).order_by(F("due_on").asc(nulls_last=True), "pk")
    return terms if office_ids is None else terms.filter(office_id__in=office_ids)
