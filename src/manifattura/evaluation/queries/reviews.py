"""The review queue: what a person may work on, filtered, counted, sorted; and one review with what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..domain.states import ReviewState
from ..models import Review, ReviewCheck
from ..permissions import casework_office_ids

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MINE, UNASSIGNED, ALL = "mine", "unassigned", "all"
OPEN_STATES = (ReviewState.TO_DO, ReviewState.IN_PROGRESS)
SORTS = {
    "arrival": "application__submission__arrival",
    "firm": "application__lead__name",
    "amount": "application__requested_amount",
    "officer": "officer__full_name",
    "due": "phase__due_on",
    "state": "state",
}


@dataclass(frozen=True)
class Filters:
    """What the officer looks for; empty values do not filter. `whose`: mine, unassigned or all."""

    whose: str = ALL
    call_id: int | None = None
    state: str = ""
    officer_id: int | None = None
    text: str = ""
    sort: str = "arrival"


def reviews_for(person: Person) -> QuerySet[Review]:
    """Reviews of the calls of the person's offices."""
    offices = casework_office_ids(person)
    reviews = Review.objects.all()
    return reviews if offices is None else reviews.filter(application__call__office_id__in=offices)


def review_queue(person: Person, filters: Filters) -> QuerySet[Review]:
    """The filtered queue, each row with `checked` (outcomes given), ready to be listed in one statement."""
    reviews = _narrowed(reviews_for(person), person, filters)
    checked = (
        ReviewCheck.objects.filter(review=OuterRef("pk"))
        .exclude(outcome="")
        .order_by()
        .values("review")
        .annotate(n=Count("*"))
        .values("n")
    )
    field = SORTS.get(filters.sort.removeprefix("-"), SORTS["arrival"])
    order = f"-{field}" if filters.sort.startswith("-") else field
    return (
        reviews.select_related(
            "application__lead", "application__call", "application__submission", "officer", "phase"
        )
        .defer("application__submission__payload")
        .annotate(checked=Coalesce(Subquery(checked), 0))
        .order_by(order, "application__submission__arrival", "pk")
    )


def queue_counts(person: Person, filters: Filters) -> dict[str, int]:
    """Counts of the tabs and of the states under the same call and text, in one statement."""
    base = _searched(reviews_for(person), filters)
    if filters.call_id:
        base = base.filter(application__call_id=filters.call_id)
    mine, loose = Q(officer_id=person.pk), Q(officer=None)
    whose = {MINE: mine, UNASSIGNED: loose}.get(filters.whose, Q())
    return base.aggregate(
        all=Count("pk"),
        mine=Count("pk", filter=mine),
        unassigned=Count("pk", filter=loose),
        **{state.value: Count("pk", filter=whose & Q(state=state)) for state in ReviewState},
        any_state=Count("pk", filter=whose),
    )


def reviewed_calls(person: Person) -> list[tuple[int, str]]:
    """(id, title) of calls under review that the person may work on."""
    rows = (
        reviews_for(person)
        .order_by()
        .values_list("application__call_id", "application__call__title")
        .distinct()
    )
    return sorted(rows, key=lambda row: row[1].casefold())


def _narrowed(reviews: QuerySet[Review], person: Person, filters: Filters) -> QuerySet[Review]:
    if filters.whose == MINE:
        reviews = reviews.filter(officer_id=person.pk)
    elif filters.whose == UNASSIGNED:
        reviews = reviews.filter(officer=None)
    if filters.call_id:
        reviews = reviews.filter(application__call_id=filters.call_id)
    if filters.state:
        reviews = reviews.filter(state=filters.state)
    if filters.officer_id:
        reviews = reviews.filter(officer_id=filters.officer_id)
    return _searched(reviews, filters)


def _searched(reviews: QuerySet[Review], filters: Filters) -> QuerySet[Review]:
    text = filters.text.strip()
    if not text:
        return reviews
    found = Q(application__lead__name__icontains=text) | Q(application__code__iexact=text)
    found |= Q(application__project_title__icontains=text) | Q(application__lead__fiscal_code__iexact=text)
    number, _, year = text.partition("/")
    if number.isdigit() and len(number) <= 9:
        registered = Q(application__submission__registration_number=int(number))
        if year.isdigit() and len(year) == 4:
            registered &= Q(application__submission__registration_year=int(year))
        found |= registered
    return reviews.filter(found)


def review_by_code(code: str) -> Review | None:
    """The review of the application with this code, with what its page shows."""
    return (
        Review.objects.select_related(
            "application__lead",
            "application__call__office",
            "application__submission__submitted_by",
            "application__edition",
            "officer",
            "decided_by",
            "phase",
        )
        .filter(application__code=code.upper())
        .first()
    )


def lock_review(review_id: int) -> Review:
    """The review, read again and locked until the end of the transaction."""
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application__call", "application__lead", "phase", "officer")
        .get(pk=review_id)
    )
