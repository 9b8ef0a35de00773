"""Terms as the apps above and the office's pages read them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from manifattura.accounts.permissions import is_office, office_ids_of
from manifattura.kernel.clock import today

from ..domain.clocks import TermKind, TermState
from ..models import Term, TermFeed, TermSuspension

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

OPEN = "open"
"""Every state but closed."""


def _terms() -> QuerySet[Term]:
    return Term.objects.select_related("office", "officer", "call").prefetch_related("suspensions")


def _by_due(terms: QuerySet[Term]) -> QuerySet[Term]:
    return terms.order_by(F("due_on").asc(nulls_last=True), "pk")


def term(pk: int) -> Term:
    """One term; DoesNotExist when there is none."""
    return _terms().get(pk=pk)


def terms_with_ids(ids: Iterable[int]) -> dict[int, Term]:
    """Many terms in one statement, by id."""
    return {one.pk: one for one in _terms().filter(pk__in=list(ids))}


def terms_of(subject_type: str, subject_id: str | int) -> QuerySet[Term]:
    """The terms on one subject, first opened first."""
    return _terms().filter(subject_type=subject_type, subject_id=str(subject_id)).order_by("pk")


def last_open_terms(subjects: Collection[tuple[str, str]]) -> dict[tuple[str, str], Term]:
    """The latest term that nobody closed on each of these subjects (type, id), in one statement."""
    kinds = {kind for kind, _pk in subjects}
    found = _terms().filter(
        subject_type__in=kinds, subject_id__in={pk for _kind, pk in subjects}, closed_at=None
    )
    return {(one.subject_type, one.subject_id): one for one in found.order_by("pk")}


def last_terms(kind: TermKind, subjects: Collection[tuple[str, str]]) -> dict[tuple[str, str], Term]:
    """The latest term of this kind on each of these subjects (type, id), closed or not; two statements."""
    kinds = {name for name, _pk in subjects}
    found = _terms().filter(kind=kind, subject_type__in=kinds, subject_id__in={pk for _name, pk in subjects})
    return {(one.subject_type, one.subject_id): one for one in found.order_by("pk")}


def terms_to_meet(kinds: Collection[TermKind], codes: Collection[str] | QuerySet[Any]) -> dict[str, Term]:
    """One statement: application's code → its term of these kinds that can still be met: not closed, and its last day is not over."""
    found = _terms().filter(kind__in=kinds, application_code__in=codes, closed_at=None, expired_at=None)
    return {one.application_code: one for one in found.exclude(due_on__lt=today()).order_by("pk")}


def open_end(kind: TermKind, subject_type: str, subject: str) -> Subquery:
    """For the statement of an app above: the last day of the open term on each of its rows, named by the column `subject`."""
    name = Cast(OuterRef(subject), CharField())
    found = Term.objects.filter(kind=kind, subject_type=subject_type, subject_id=name)
    return Subquery(found.filter(closed_at=None, expired_at=None).order_by().values("due_on")[:1])


def open_terms(office_ids: Collection[int] | None) -> QuerySet[Term]:
    """Terms nobody closed, of these offices (None: of all), by the day they end; those without a day last."""
    terms = _by_due(_terms().filter(closed_at=None))
    return terms if office_ids is None else terms.filter(office_id__in=office_ids)


@dataclass(frozen=True)
class TermFilters:
    """What the office's page leaves; `state` is a `TermState` or `OPEN`."""

    state: str = OPEN
    kind: str = ""
    call_id: int | None = None
    officer_id: int | None = None
    within: int | None = None
    """Only terms that end today or in this many days, or ended before."""


def office_terms(person: Person, filters: TermFilters) -> QuerySet[Term]:
    """The terms of the person's offices that the filters leave, by the day they end."""
    return _by_due(_in_state(_chosen(person, filters, _terms()), filters.state))


def state_counts(person: Person, filters: TermFilters) -> dict[str, int]:
    """How many terms there are in each state with the other filters, and `OPEN`; one statement."""
    states = [OPEN, *TermState]
    figures = {str(state): Count("pk", filter=_condition(str(state))) for state in states}
    counted: dict[str, int] = _with_stop(_chosen(person, filters, Term.objects.all())).aggregate(
        **{f"n_{state}": figure for state, figure in figures.items()}
    )
    return {str(state): counted[f"n_{state}"] for state in states}


def calls_with_terms(person: Person) -> list[tuple[int, str]]:
    """Calls that have terms the person reads, for the filter."""
    found = _of_offices(person, Term.objects.exclude(call=None))
    return list(found.order_by("call__title").values_list("call_id", "call__title").distinct())


def officers_with_terms(person: Person) -> list[tuple[int, str]]:
    """Who sees to the terms that the person reads."""
    found = _of_offices(person, Term.objects.exclude(officer=None))
    # without the order of the model, whose columns would make every term a row of its own
    rows = found.order_by().values_list("officer_id", "officer__full_name").distinct()
    return sorted(rows, key=lambda row: row[1].casefold())


def feed_person(token: str) -> Person | None:
    """Whose calendar the secret address is; None when it was revoked or its person left the office."""
    feed = TermFeed.objects.filter(token_sha256=TermFeed.digest(token), revoked_at=None)
    found = feed.select_related("person").first()
    return found.person if found and is_office(found.person) else None


def open_feed(person: Person) -> TermFeed | None:
    """The person's live calendar address, if any."""
    return TermFeed.objects.filter(person=person, revoked_at=None).first()


def _chosen(person: Person, filters: TermFilters, terms: QuerySet[Term]) -> QuerySet[Term]:
    terms = _of_offices(person, terms)
    if filters.kind:
        terms = terms.filter(kind=filters.kind)
    if filters.call_id:
        terms = terms.filter(call_id=filters.call_id)
    if filters.within is not None:
        terms = terms.filter(due_on__lte=today() + timedelta(days=filters.within))
    return terms.filter(officer_id=filters.officer_id) if filters.officer_id else terms


def _of_offices(person: Person, terms: QuerySet[Term]) -> QuerySet[Term]:
    offices = office_ids_of(person)
    return terms if offices is None else terms.filter(office_id__in=offices)


def _in_state(terms: QuerySet[Term], state: str) -> QuerySet[Term]:
    return _with_stop(terms).filter(_condition(state))


def _with_stop(terms: QuerySet[Term]) -> QuerySet[Term]:
    """`is_stopped`: a suspension holds today."""
    day = today()
    holds = TermSuspension.objects.filter(term=OuterRef("pk"), since__lte=day)
    return terms.annotate(is_stopped=Exists(holds.filter(Q(until=None) | Q(until__gt=day))))


def _condition(state: str) -> Q:
    """The same cases as `Term.state`, for the database."""
    day = today()
    unclosed = Q(closed_at=None)
    started = unclosed & Q(expired_at=None, starts_on__lte=day)
    over = started & Q(due_on__lt=day, is_stopped=False)
    return {
        OPEN: unclosed,
        TermState.CLOSED.value: Q(closed_at__isnull=False),
        TermState.EXPIRED.value: (unclosed & Q(expired_at__isnull=False)) | over,
        TermState.WAITING.value: unclosed & Q(expired_at=None) & (Q(starts_on=None) | Q(starts_on__gt=day)),
        TermState.SUSPENDED.value: started & Q(is_stopped=True),
        TermState.RUNNING.value: started & Q(is_stopped=False) & (Q(due_on=None) | Q(due_on__gte=day)),
    }[state]
